package dev.ninc.cli;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc weights}. */
@Command(
    name = "weights",
    description = {
      "Show what a file of weights holds, or how two differ; list what a network takes, or make"
          + " such weights up.",
      "Of one file: shapes, types, statistics and digests; NaN and infinities are a mistake (exit"
          + " code 1). Of two: where their numbers differ, with exit code 3 if they do. Of none,"
          + " but with --for: the tensors that the network takes; with -o they are made up from"
          + " --seed, to try a network before it is trained.",
      "A tensor's digest is of its numbers as float32: it is the same whatever type stored them."
    },
    footer = {
      "",
      "Examples:",
      "  ninc weights trained.safetensors --for samples/models/nin-cifar10-caffe.nin",
      "  ninc weights trained.safetensors other.safetensors",
      "  ninc weights --for samples/models/nin-cifar10.nin -o made-up.safetensors"
    })
final class WeightsCommand extends Subcommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A .safetensors, .npz or .npy file; --map and --map-file rename its tensors.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "The file to compare with.")
  private Path other;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "FILE.nin",
      description = "Check that names and shapes are those that this network takes.")
  private Path network;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.safetensors",
      description = "Make weights up for the network of --for, and write them here.")
  private Path output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What made-up weights depend on (default: 1).")
  private Long seed;

  @Mixin private NetworkParameters parameters;
  @Mixin private NameArguments names;

  @Override
  public Integer call() throws Exception {
    fitting();
    if (output != null) {
      return makeUp();
    }
    if (file == null) {
      return expectedTensors();
    }
    return other == null ? report() : compare();
  }

  /** Refuses options that do not fit each other. */
  private void fitting() {
    if (file == null && network == null) {
      throw usage("A file of weights is missing, or --for with a network");
    }
    if (network != null && other != null) {
      throw usage("--for takes one file of weights, not two");
    }
    if (network == null && !parameters.values().isEmpty()) {
      throw usage("-P sets a parameter of the network of --for, which is missing");
    }
    if (output != null && (network == null || file != null)) {
      throw usage("-o writes weights that are made up for the network of --for, and reads none");
    }
    if (seed != null && output == null) {
      throw usage("--seed is for weights that are made up, and -o says where to write them");
    }
    if (!names.isEmpty() && file == null) {
      throw usage(names.option() + " renames tensors of a file of weights, which is missing");
    }
    if (file != null && TensorSource.isNpy(file) && (network != null || !names.isEmpty())) {
      String option = network == null ? names.option() : "--for";
      throw usage(
          option + " takes a .safetensors or .npz file: an array of a .npy file has no name");
    }
  }

  private int makeUp() throws IOException, Mistake, Rejected {
    UserFiles.output(output, List.of(network), ".safetensors");
    long from = seed == null ? 1 : seed;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(bytes, WeightsArguments.seeded(checked().graph(), from));
    UserFiles.write(output, bytes.toByteArray());
    out().println(output);
    note("these weights are made up from seed " + from + ": answers with them mean nothing.");
    return ExitCode.OK;
  }

  private int expectedTensors() throws IOException, Mistake, Rejected {
    ExpectedTensors tensors = new ExpectedTensors(expected());
    if (json) {
      Json.print(out(), tensors::write);
    } else {
      tensors.lines().forEach(out()::println);
    }
    return ExitCode.OK;
  }

  private int report() throws IOException, Mistake, Rejected {
    List<TensorSpec> expected = network == null ? List.of() : expected();
    List<TensorReport> tensors = new ArrayList<>();
    try (TensorSource source = TensorSource.open(file, names)) {
      if (network != null) {
        source.check(expected);
      }
      for (TensorFile.Entry entry : source.tensors()) {
        tensors.add(TensorReport.of(entry, source.values(entry.spec().name())));
      }
    }
    print(new WeightsReport(file.toString(), Digest.of(file), tensors));
    return ExitCode.OK;
  }

  private void print(WeightsReport report) throws IOException, Mistake {
    if (json) {
      Json.print(out(), report::write);
    } else {
      report.lines().forEach(out()::println);
      if (network != null) {
        out().println("Names and shapes are those that `" + network + "` takes.");
      }
    }
    if (!report.broken().isEmpty()) {
      throw new Mistake(
          report.broken(), "train again from a point before that; such weights give no answer.");
    }
  }

  private List<TensorSpec> expected() throws IOException, Mistake, Rejected {
    return WeightsArguments.expected(checked().graph());
  }

  private Network checked() throws IOException, Mistake, Rejected {
    Options options = Options.DEFAULT.parameters(parameters.values());
    Result<Network> result = NetworkArguments.checked(network, options);
    Network checked = result.value().orElseThrow(() -> new Rejected(result.diagnostics()));
    root().report(result.diagnostics(), err());
    return checked;
  }

  private int compare() throws IOException, Mistake, Rejected {
    try (TensorSource left = TensorSource.open(file, names);
        TensorSource right = TensorSource.open(other)) {
      WeightsDifference difference = WeightsDifference.of(left, right);
      if (json) {
        Json.print(out(), difference::write);
      } else {
        difference.lines(file.toString(), other.toString()).forEach(out()::println);
      }
      return difference.isNone() ? ExitCode.OK : ExitCode.DIVERGES;
    }
  }
}
