package dev.ninc.cli;

import dev.ninc.compiler.interchange.onnx.OnnxExport;
import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.runtime.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc export onnx}. */
@Command(
    name = "onnx",
    description = {
      "Write a network with its weights as an ONNX model: float32, operator set 13, maps as NCHW"
          + " with the batch left open. Input and outputs have the names that they have in the"
          + " network.",
      "A model of an earlier run is replaced."
    },
    footer = {
      "",
      "Examples:",
      "  ninc export onnx samples/models/nin-cifar10.nin -o nin-cifar10.onnx",
      "  ninc export onnx samples/models/nin-cifar10-caffe.nin -o trained.onnx \\",
      "      --weights trained.safetensors"
    })
final class ExportOnnxCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "MODEL.onnx",
      description = "The file to write; folders are made.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    List<Path> inputs = new ArrayList<>(weightsArguments.files());
    inputs.addAll(arguments.files());
    UserFiles.output(output, inputs, ".onnx");
    Network network = arguments.check(this);
    Weights weights = weightsArguments.load(network.graph(), this);
    byte[] model;
    try (Progress progress = progress()) {
      progress.at("writing the ONNX model");
      model = onnx(network, p -> weights.floats(p.name()));
      UserFiles.write(output, model);
    }
    out()
        .println(
            "%s: %s, %s, %s in %s."
                .formatted(
                    output,
                    network.graph().name(),
                    Amounts.count(network.graph().params().size(), "tensor", "tensors"),
                    Amounts.count(Costs.parameters(network.graph()), "parameter", "parameters"),
                    Amounts.bytes(model.length)));
    return ExitCode.OK;
  }

  private static byte[] onnx(Network network, Function<Op.Param, float[]> weights) throws Mistake {
    try {
      return OnnxExport.write(network, weights);
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          "`" + network.graph().name() + "` can't be said in ONNX: " + e.getMessage() + ".",
          "replace what ONNX does not know.");
    }
  }
}
