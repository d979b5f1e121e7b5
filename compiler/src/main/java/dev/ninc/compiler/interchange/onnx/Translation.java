package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.ir.Activation;
import java.util.Optional;

/** What a node makes of its inputs: a line for each operator that can be imported. */
final class Translation {

  private Translation() {}

  /**
   * What a node gives; empty where its operator can't be imported.
   *
   * @param node one of ONNX's own operators; what is wrong with it is reported
   */
  static Optional<Value> of(NodeReader node, Context context) {
    String operator = node.node().operator();
    WindowOps windows = new WindowOps(context, node);
    PointwiseOps points = new PointwiseOps(context, node);
    ConstantOps constants = new ConstantOps(context, node);
    ShapeOps shapes = new ShapeOps(context, node);
    IntegerOps integers = new IntegerOps(context, node);
    return windows(operator, windows)
        .or(() -> points(operator, points))
        .or(() -> arithmetic(operator, constants, integers, points))
        .or(() -> shapes(operator, shapes))
        .or(() -> integers(operator, integers));
  }

  private static Optional<Value> windows(String operator, WindowOps windows) {
    return switch (operator) {
      case "Conv" -> Optional.of(windows.conv());
      case "MaxPool" -> Optional.of(windows.pool(true));
      case "AveragePool" -> Optional.of(windows.pool(false));
      case "GlobalMaxPool" -> Optional.of(windows.globalPool(true));
      case "GlobalAveragePool" -> Optional.of(windows.globalPool(false));
      case "Pad" -> Optional.of(windows.pad());
      default -> Optional.empty();
    };
  }

  private static Optional<Value> points(String operator, PointwiseOps points) {
    return switch (operator) {
      case "Relu" -> Optional.of(points.activate(Activation.RELU));
      case "Sigmoid" -> Optional.of(points.activate(Activation.SIGMOID));
      case "Tanh" -> Optional.of(points.activate(Activation.TANH));
      case "LeakyRelu" -> Optional.of(points.leaky());
      case "Clip" -> Optional.of(points.clip());
      case "Dropout" -> Optional.of(points.dropout());
      case "Softmax" -> Optional.of(points.softmax());
      case "LRN" -> Optional.of(points.lrn());
      case "BatchNormalization" -> Optional.of(points.batchNormalization());
      case "Sum" -> Optional.of(points.sum());
      default -> Optional.empty();
    };
  }

  /** What is done to maps or to shapes: the inputs say which. */
  private static Optional<Value> arithmetic(
      String operator, ConstantOps constants, IntegerOps integers, PointwiseOps points) {
    return switch (operator) {
      case "Concat" -> Optional.of(integers.areAll() ? integers.concat() : points.concat());
      case "Add" -> Optional.of(constants.arithmetic(ConstantOps.Kind.ADD));
      case "Sub" -> Optional.of(constants.arithmetic(ConstantOps.Kind.SUBTRACT));
      case "Mul" ->
          Optional.of(
              integers.areAll()
                  ? integers.multiply()
                  : constants.arithmetic(ConstantOps.Kind.MULTIPLY));
      case "Div" -> Optional.of(constants.arithmetic(ConstantOps.Kind.DIVIDE));
      case "Gemm" -> Optional.of(constants.gemm());
      case "MatMul" -> Optional.of(constants.matMul());
      default -> Optional.empty();
    };
  }

  private static Optional<Value> shapes(String operator, ShapeOps shapes) {
    return switch (operator) {
      case "Flatten" -> Optional.of(shapes.flatten());
      case "Reshape" -> Optional.of(shapes.reshape());
      case "Squeeze" -> Optional.of(shapes.squeeze());
      case "Unsqueeze" -> Optional.of(shapes.unsqueeze());
      case "Transpose" -> Optional.of(shapes.transpose());
      case "ReduceMean" -> Optional.of(shapes.reduceMean());
      case "Identity" -> Optional.of(shapes.identity());
      default -> Optional.empty();
    };
  }

  private static Optional<Value> integers(String operator, IntegerOps integers) {
    return switch (operator) {
      case "Constant" -> Optional.of(integers.constant());
      case "Shape" -> Optional.of(integers.shape());
      case "Gather" -> Optional.of(integers.gather());
      case "Slice" -> Optional.of(integers.slice());
      case "Cast" -> Optional.of(integers.cast());
      default -> Optional.empty();
    };
  }
}
