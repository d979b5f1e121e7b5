package dev.ninc.cli;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.weights.TensorFit;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc import numpy}. */
@Command(
    name = "numpy",
    description = {
      "Make a .safetensors file of the arrays of a .npz file, under the names and in the shapes of a"
          + " network: so come weights that were trained in PyTorch.",
      "With --for, names and shapes are checked, and what does not fit is listed. A linear layer"
          + " [n, C*H*W] and a convolution over the whole map [n, C, H, W] are brought to the shape"
          + " that the network takes. The numbers of batches that PyTorch keeps beside a batch norm"
          + " are left out.",
      "Arrays that hold Python objects are refused. A file of an earlier run is replaced."
    },
    footer = {
      "",
      "Example:",
      "  ninc import numpy trained.npz --for samples/models/nin-cifar10-bn.nin \\",
      "      --map-file samples/from-pytorch/names.txt -o imported.safetensors"
    })
final class ImportNumpyCommand extends Subcommand {

  @Parameters(
      index = "0",
      paramLabel = "FILE.npz",
      description = "The arrays; a .safetensors file with other names is taken too.")
  private Path file;

  @Option(
      names = "--for",
      paramLabel = "FILE.nin",
      description = "The network that the weights are for.")
  private Path network;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.safetensors",
      description = "The file to write; folders are made.")
  private Path output;

  @Mixin private NetworkParameters parameters;
  @Mixin private NameArguments names;

  @Override
  public Integer call() throws Exception {
    if (network == null && !parameters.values().isEmpty()) {
      throw usage("-P sets a parameter of the network of --for, which is missing");
    }
    UserFiles.output(output, inputs(), ".safetensors");
    List<TensorSpec> expected = network == null ? List.of() : expected();
    TensorFit fit = TensorFit.of(names.rename(WeightsArguments.read(file)), expected);
    if (network != null) {
      fit.weights().check(expected);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SafetensorsWriter.write(bytes, fit.weights().tensors());
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          "`" + file + "` has a name that a safetensors file can't hold.",
          "rename that tensor with `--map OLD=NEW`.");
    }
    UserFiles.write(output, bytes.toByteArray());
    note(fit);
    out().println(output);
    return ExitCode.OK;
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(names.files());
    inputs.add(file);
    if (network != null) {
      inputs.add(network);
    }
    return inputs;
  }

  private List<TensorSpec> expected() throws IOException, Mistake, Rejected {
    Options options = Options.DEFAULT.parameters(parameters.values());
    Result<Network> result = NetworkArguments.checked(network, options);
    Network checked = result.value().orElseThrow(() -> new Rejected(result.diagnostics()));
    root().report(result.diagnostics(), err());
    return WeightsArguments.expected(checked.graph());
  }

  /** What is not in the result as it was in the file. */
  private void note(TensorFit fit) {
    Weights weights = fit.weights();
    for (TensorSpec old : fit.reshaped()) {
      WeightTensor tensor = weights.tensor(old.name());
      note(
          "%s has the shape %s in the file, and now %s: the same numbers in the same order."
              .formatted(
                  WeightsException.quote(old.name()),
                  WeightsReport.shape(old.dims()),
                  WeightsReport.shape(tensor.dims())));
    }
    if (!fit.dropped().isEmpty()) {
      note(
          "%s left out, such as %s: PyTorch counts batches there, which inference does not need."
              .formatted(
                  Amounts.count(fit.dropped().size(), "number is", "numbers are"),
                  WeightsException.quote(fit.dropped().get(0))));
    }
  }
}
