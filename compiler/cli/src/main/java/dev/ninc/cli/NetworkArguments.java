package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.pass.Pipeline;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The network that a command is about. */
final class NetworkArguments {

  /** Bytes. */
  private static final long LARGEST_TUNING = 1 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(index = "0", paramLabel = "FILE.nin", description = "The network.")
  Path file;

  @Mixin private NetworkParameters parameters;

  @Option(
      names = "--without",
      paramLabel = "PASS",
      split = ",",
      completionCandidates = PassNames.class,
      description = "Leave out a pass: ${COMPLETION-CANDIDATES}.")
  private List<String> without = List.of();

  @Option(
      names = "--accuracy",
      defaultValue = "normal",
      paramLabel = "KIND",
      description =
          "How exact the kernels are: normal (default), or strict, which keeps to direct"
              + " convolutions; `ninc compile --explain` says what that costs.")
  private Accuracy accuracy;

  @Option(
      names = "--tuning",
      paramLabel = "FILE.tuning",
      description =
          "Take the algorithms that `ninc tune` found to be fastest; once for each target.")
  private List<Path> tunings = List.of();

  private Optional<Options> tuned = Optional.empty();
  private Set<TargetLanguage> targets = Options.DEFAULT.targets();

  /** What the compiler is asked for; all of it once the network was checked. */
  Options options() {
    return tuned.orElseGet(this::untuned);
  }

  /** What the compiler is asked for, without the tuning file. */
  Options untuned() {
    Options options =
        Options.DEFAULT.parameters(parameters.values()).without(passes()).targets(targets);
    return options.policy(options.policy().accuracy(accuracy));
  }

  /** The files that are read. */
  List<Path> files() {
    return Stream.concat(Stream.of(file), tunings.stream()).toList();
  }

  /** Whether the algorithms are already decided. */
  boolean decidesAlgorithms() {
    return !tunings.isEmpty() || accuracy == Accuracy.STRICT;
  }

  /**
   * The network, read and checked. Warnings are printed.
   *
   * @throws Rejected where the compiler found mistakes
   * @throws Mistake where the file can't be read
   */
  Network check(Subcommand caller) throws IOException, Mistake, Rejected {
    Result<Network> result = checked();
    Network network = result.value().orElseThrow(() -> new Rejected(result.diagnostics()));
    caller.root().report(result.diagnostics(), caller.err());
    return network;
  }

  /** As {@link #check(Subcommand)}, for targets that the options are to name too. */
  Network check(Subcommand caller, Collection<TargetLanguage> asked)
      throws IOException, Mistake, Rejected {
    targets = Set.copyOf(asked);
    return check(caller);
  }

  /** As {@link #check(Subcommand)}, with the mistakes as values. */
  Result<Network> checked() throws IOException, Mistake {
    Result<Network> network = checked(file, untuned());
    if (tunings.isEmpty() || network.value().isEmpty()) {
      return network;
    }
    if (accuracy == Accuracy.STRICT) {
      throw usage("--accuracy strict leaves no choice of algorithms, and --tuning makes one");
    }
    Options all = untuned();
    for (Path tuning : tunings) {
      Path path = UserFiles.readable(tuning, "the tuning");
      SourceFile text = new SourceFile(path.toString(), UserFiles.text(path, LARGEST_TUNING));
      Result<Options> with = Ninc.tuned(text, network.value().get(), all);
      if (with.value().isEmpty()) {
        return new Result<>(Optional.empty(), with.diagnostics());
      }
      all = with.value().get();
    }
    tuned = Optional.of(all);
    return network;
  }

  /** The network of a file. */
  static Result<Network> checked(Path file, Options options) throws IOException, Mistake {
    DiskSources sources = new DiskSources(UserFiles.readable(file, "the network"));
    return Ninc.check(sources, sources.name(), options);
  }

  private Set<String> passes() {
    Set<String> known = new LinkedHashSet<>(Pipeline.standard().names());
    for (String pass : without) {
      if (!known.contains(pass)) {
        throw usage("There is no pass `" + pass + "`; there are " + String.join(", ", known));
      }
    }
    return new LinkedHashSet<>(without);
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
