package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.runtime.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the shape of each layer's output, and takes each layer's weights. */
final class ShapeCheck {

  private final Net net;
  private final Trained trained;
  private final Shapes shapes;
  private final List<WeightTensor> weights = new ArrayList<>();

  private ShapeCheck(Net net, Optional<Maps> input, Trained trained, Complaints complaints) {
    this.net = net;
    this.trained = trained;
    this.shapes = new Shapes(input, place -> Flattening.onlyConnected(net, place), complaints);
  }

  /**
   * What was found out.
   *
   * @param shapes of each node's output; empty where it is not known
   * @param weights of all nodes, in their order
   */
  record Result(List<Optional<Maps>> shapes, List<WeightTensor> weights) {
    Result {
      shapes = List.copyOf(shapes);
      weights = List.copyOf(weights);
    }
  }

  /** Checks all layers; what does not fit is reported. */
  static Result check(Net net, Optional<Maps> input, Trained trained, Complaints complaints) {
    ShapeCheck check = new ShapeCheck(net, input, trained, complaints);
    for (Node node : net.nodes()) {
      check.take(node);
      check.shapes.add(node);
    }
    return new Result(check.shapes.all(), check.weights);
  }

  private void take(Node node) {
    if (node.op() instanceof LayerOp.Conv conv) {
      conv(node, conv, in(node).map(Maps::channels).orElse(0));
    } else if (node.op() instanceof LayerOp.Fc fc) {
      fc(node, fc, in(node).map(in -> (int) in.size()).orElse(0));
    } else if (node.op() instanceof LayerOp.Norm norm) {
      norm(norm, node.name(), in(node).map(Maps::channels).orElse(0));
    }
  }

  private Optional<Maps> in(Node node) {
    return shapes.of(node.inputs().get(0));
  }

  private void conv(Node node, LayerOp.Conv op, int channels) {
    if (channels % op.groups() != 0) {
      trained.skip(node.name());
      norm(op.norm(), node, 0);
      return;
    }
    Window window = op.window();
    List<Integer> weight =
        List.of(op.outputs(), channels / op.groups(), window.height(), window.width());
    weights.addAll(trained.tensors(node, withBias(weight, op.bias(), op.outputs())));
    norm(op.norm(), node, op.outputs());
  }

  private static List<List<Integer>> withBias(List<Integer> weight, boolean bias, int outputs) {
    return bias ? List.of(weight, List.of(outputs)) : List.of(weight);
  }

  private void norm(Optional<LayerOp.Norm> norm, Node node, int channels) {
    norm.ifPresent(n -> norm(n, node.name() + ".norm", channels));
  }

  private void norm(LayerOp.Norm norm, String path, int channels) {
    weights.addAll(NormWeights.of(norm, path, channels, trained));
  }

  private void fc(Node node, LayerOp.Fc op, int inputs) {
    List<Integer> shape =
        op.transposed() ? List.of(inputs, op.outputs()) : List.of(op.outputs(), inputs);
    List<WeightTensor> tensors = trained.tensors(node, withBias(shape, op.bias(), op.outputs()));
    if (op.transposed() && !tensors.isEmpty()) {
      weights.add(transposed(tensors.get(0)));
      weights.addAll(tensors.subList(1, tensors.size()));
    } else {
      weights.addAll(tensors);
    }
    norm(op.norm(), node, op.outputs());
  }

  /** A matrix with rows and columns exchanged. */
  private static WeightTensor transposed(WeightTensor matrix) {
    int rows = matrix.dims().get(0);
    int columns = matrix.dims().get(1);
    float[] values = new float[matrix.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i % columns * rows + i / columns] = matrix.values()[i];
    }
    return new WeightTensor(matrix.name(), List.of(columns, rows), values);
  }
}
