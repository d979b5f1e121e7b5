package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.pass.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The network that a command is about. */
final class NetworkArguments {

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

  /** What the compiler is asked for. */
  Options options() {
    return Options.DEFAULT.parameters(parameters.values()).without(passes());
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

  /** As {@link #check}, with the mistakes as values. */
  Result<Network> checked() throws IOException, Mistake {
    return checked(file, options());
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
