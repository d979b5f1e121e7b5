package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.Nodes.constant;
import static dev.ninc.compiler.interchange.onnx.Nodes.integer;
import static dev.ninc.compiler.interchange.onnx.Nodes.integers;
import static dev.ninc.compiler.interchange.onnx.Nodes.node;
import static dev.ninc.compiler.interchange.onnx.Nodes.real;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ONNX nodes that compute one value. What an op needs beside its values are constants. */
final class OnnxOps implements Op.Cases<List<Message>> {

  private final Node node;
  private final Map<Value, Node> nodes;
  private final OnnxNames names;

  OnnxOps(Node node, Map<Value, Node> nodes, OnnxNames names) {
    this.node = node;
    this.nodes = nodes;
    this.names = names;
  }

  @Override
  public List<Message> input(Op.Input op) {
    return List.of();
  }

  @Override
  public List<Message> param(Op.Param op) {
    return List.of();
  }

  @Override
  public List<Message> conv(Op.Conv op) {
    Window w = op.window();
    return activated(
        op.act(),
        out ->
            List.of(
                node(
                    "Conv",
                    all(op.inputs()),
                    out,
                    integers("kernel_shape", (long) w.height(), (long) w.width()),
                    integers("strides", (long) w.strideY(), (long) w.strideX()),
                    integers("dilations", (long) w.dilationY(), (long) w.dilationX()),
                    OnnxPool.pads(w.pad()),
                    integer("group", op.groups()))));
  }

  @Override
  public List<Message> pool(Op.Pool op) {
    OnnxPool pool = OnnxPool.of(op, nodes.get(op.in()).maps(), node.maps());
    List<Message> all = new ArrayList<>();
    String in = names.of(op.in());
    if (!pool.before().equals(Padding.NONE)) {
      Padding p = pool.before();
      String pads = names.part(node.out(), "pads");
      String padded = names.part(node.out(), "padded");
      all.add(constant(pads, Tensors.integers(pads, OnnxPool.nchw(p))));
      all.add(node("Pad", List.of(in, pads), padded));
      in = padded;
    }
    all.add(pool.node(in, names.of(node.out())));
    return all;
  }

  @Override
  public List<Message> globalAverage(Op.GlobalAverage op) {
    return List.of(node("GlobalAveragePool", all(op.inputs()), names.of(node.out())));
  }

  @Override
  public List<Message> activate(Op.Activate op) {
    return activation(op.act(), names.of(op.in()));
  }

  @Override
  public List<Message> batchNorm(Op.BatchNorm op) {
    return List.of(
        node(
            "BatchNormalization",
            all(op.inputs()),
            names.of(node.out()),
            real("epsilon", (float) op.epsilon())));
  }

  /** The vectors are [C], and ONNX broadcasts from the right: they become [C, 1, 1]. */
  @Override
  public List<Message> scale(Op.Scale op) {
    String gain = names.part(node.out(), "gain");
    String shift = names.part(node.out(), "shift");
    String product = names.part(node.out(), "product");
    return Stream.of(
            column(op.gain(), gain),
            column(op.shift(), shift),
            List.of(node("Mul", List.of(names.of(op.in()), gain), product)),
            List.of(node("Add", List.of(product, shift), names.of(node.out()))))
        .flatMap(List::stream)
        .toList();
  }

  /** The operator has the same equation. */
  @Override
  public List<Message> lrn(Op.Lrn op) {
    return List.of(
        node(
            "LRN",
            all(op.inputs()),
            names.of(node.out()),
            integer("size", op.size()),
            real("alpha", (float) op.alpha()),
            real("beta", (float) op.beta()),
            real("bias", (float) op.bias())));
  }

  @Override
  public List<Message> concat(Op.Concat op) {
    return List.of(node("Concat", all(op.in()), names.of(node.out()), integer("axis", 1)));
  }

  @Override
  public List<Message> add(Op.Add op) {
    return activated(op.act(), out -> List.of(node("Sum", all(op.in()), out)));
  }

  /** In inference, which is what the operator does unless told otherwise, the identity. */
  @Override
  public List<Message> dropout(Op.Dropout op) {
    String rate = names.part(node.out(), "rate");
    return List.of(
        constant(rate, Tensors.floats(rate, List.of(), op.rate())),
        node("Dropout", List.of(names.of(op.in()), rate), names.of(node.out())));
  }

  @Override
  public List<Message> softmax(Op.Softmax op) {
    return List.of(node("Softmax", all(op.inputs()), names.of(node.out()), integer("axis", 1)));
  }

  @Override
  public List<Message> reshape(Op.Reshape op) {
    List<Long> dims = op.type().dims().stream().map(Integer::longValue).toList();
    return reshaped(op.in(), dims, names.of(node.out()));
  }

  @Override
  public List<Message> inverseRoot(Op.InverseRoot op) {
    throw optimized();
  }

  @Override
  public List<Message> arithmetic(Op.Arithmetic op) {
    throw optimized();
  }

  private CompilerBug optimized() {
    return new CompilerBug(
        node.out() + " belongs to an optimized graph; ONNX is written from the raw one");
  }

  private interface Body {
    List<Message> to(String out);
  }

  /** A computation, and after it a function of each number. */
  private List<Message> activated(Activation act, Body body) {
    if (act.equals(Activation.LINEAR)) {
      return body.to(names.of(node.out()));
    }
    String sum = names.part(node.out(), "sum");
    List<Message> all = new ArrayList<>(body.to(sum));
    all.addAll(activation(act, sum));
    return all;
  }

  private List<Message> activation(Activation act, String in) {
    String out = names.of(node.out());
    return switch (act.kind()) {
      case LINEAR -> List.of(node("Identity", List.of(in), out));
      case RELU -> List.of(node("Relu", List.of(in), out));
      case LEAKY -> List.of(node("LeakyRelu", List.of(in), out, real("alpha", act.slope())));
      case RELU6 -> clip(in, out);
      case SIGMOID -> List.of(node("Sigmoid", List.of(in), out));
      case TANH -> List.of(node("Tanh", List.of(in), out));
    };
  }

  private List<Message> clip(String in, String out) {
    String least = names.part(node.out(), "least");
    String most = names.part(node.out(), "most");
    return List.of(
        constant(least, Tensors.floats(least, List.of(), 0)),
        constant(most, Tensors.floats(most, List.of(), 6)),
        node("Clip", List.of(in, least, most), out));
  }

  private List<Message> column(Value vector, String out) {
    return reshaped(vector, List.of(nodes.get(vector).type().size(), 1L, 1L), out);
  }

  private List<Message> reshaped(Value tensor, List<Long> dims, String out) {
    String shape = names.part(node.out(), "shape");
    return List.of(
        constant(shape, Tensors.integers(shape, dims)),
        node("Reshape", List.of(names.of(tensor), shape), out));
  }

  private List<String> all(List<Value> values) {
    return values.stream().map(names::of).toList();
  }
}
