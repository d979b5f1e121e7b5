package dev.ninc.cli;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
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
      "Show what a file of weights holds, or how two differ.",
      "Of one file: shapes, types, statistics and digests; NaN and infinities are a mistake (exit"
          + " code 1). Of two: where their numbers differ, with exit code 3 if they do.",
      "A tensor's digest is of its numbers as float32: it is the same whatever type stored them."
    },
    footer = {
      "",
      "Examples:",
      "  ninc weights trained.safetensors --for samples/models/nin-cifar10-caffe.nin",
      "  ninc weights trained.safetensors other.safetensors"
    })
final class WeightsCommand extends Subcommand {

  @Parameters(index = "0", paramLabel = "FILE", description = "A .safetensors or .npy file.")
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

  @Mixin private NetworkParameters parameters;

  @Override
  public Integer call() throws Exception {
    if (network != null && other != null) {
      throw usage("--for takes one file of weights, not two");
    }
    if (network == null && !parameters.values().isEmpty()) {
      throw usage("-P sets a parameter of the network of --for, which is missing");
    }
    if (network != null && TensorSource.isNpy(file)) {
      throw usage("--for takes a .safetensors file: an array of a .npy file has no name");
    }
    return other == null ? report() : compare();
  }

  private int report() throws IOException, Mistake, Rejected {
    List<TensorSpec> expected = network == null ? List.of() : expected();
    List<TensorReport> tensors = new ArrayList<>();
    try (TensorSource source = TensorSource.open(file)) {
      if (network != null && source instanceof TensorSource.Tensors safetensors) {
        safetensors.file().check(expected);
      }
      for (TensorFile.Entry entry : source.tensors()) {
        tensors.add(TensorReport.of(entry, source.values(entry.spec().name())));
      }
    }
    WeightsReport report = new WeightsReport(file.toString(), Digest.of(file), tensors);
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
    return ExitCode.OK;
  }

  private List<TensorSpec> expected() throws IOException, Mistake, Rejected {
    Options options = Options.DEFAULT.parameters(parameters.values());
    Result<Network> result = NetworkArguments.checked(network, options);
    Network checked = result.value().orElseThrow(() -> new Rejected(result.diagnostics()));
    root().report(result.diagnostics(), err());
    return WeightsArguments.expected(checked.graph());
  }

  private int compare() throws IOException, Mistake {
    try (TensorSource left = TensorSource.open(file);
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
