package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Graphs for tests, written node by node. Types are computed; names are the tests' own. Two
 * builders that were told the same give equal graphs.
 */
public final class GraphBuilder {

  public static final Origin NOWHERE =
      new Origin(new Span(new SourceFile("test.nin", ""), 0, 0), Optional.empty(), "");

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Value, Type> types = new HashMap<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();

  /** A graph whose input is {@code %image}. */
  public GraphBuilder(int channels, int height, int width) {
    node("image", new Op.Input(new Maps(channels, height, width)));
  }

  public static Value value(String name) {
    return new Value(name);
  }

  public static Window window(int size, int stride, int pad) {
    return new Window(size, size, stride, stride, 1, 1, Padding.same(pad));
  }

  public GraphBuilder node(String name, Op op) {
    Type type = op.match(new Typing(types::get));
    nodes.add(new Node(value(name), op, type, NOWHERE));
    types.put(value(name), type);
    return this;
  }

  public GraphBuilder param(String name, Init init, Integer... dims) {
    return node(name, new Op.Param(name, Tensor.of(dims), init));
  }

  /** A convolution with {@code name.weight} and {@code name.bias}. */
  public GraphBuilder conv(
      String name, String in, int outputs, Window window, int groups, Activation act) {
    weight(name, in, outputs, window, groups);
    param(name + ".bias", Init.ZERO, outputs);
    return node(name, convOp(in, name + ".weight", name + ".bias", window, groups, act));
  }

  public GraphBuilder pointwise(String name, String in, int outputs, Activation act) {
    return conv(name, in, outputs, Window.pointwise(), 1, act);
  }

  public GraphBuilder weight(String name, String in, int outputs, Window window, int groups) {
    return param(
        name + ".weight",
        Init.HE,
        outputs,
        maps(in).channels() / groups,
        window.height(),
        window.width());
  }

  public static Op.Conv convOp(
      String in, String weight, String bias, Window window, int groups, Activation act) {
    return new Op.Conv(
        value(in),
        value(weight),
        bias.isEmpty() ? Optional.empty() : Optional.of(value(bias)),
        window,
        groups,
        act);
  }

  /** A batch norm with its four weights, named as in files. */
  public GraphBuilder batchNorm(String name, String in) {
    int channels = maps(in).channels();
    param(name + ".weight", Init.ONE, channels);
    param(name + ".bias", Init.ZERO, channels);
    param(name + ".running_mean", Init.ZERO, channels);
    param(name + ".running_var", Init.ONE, channels);
    return node(
        name,
        new Op.BatchNorm(
            value(in),
            value(name + ".weight"),
            value(name + ".bias"),
            value(name + ".running_mean"),
            value(name + ".running_var"),
            1e-5));
  }

  public GraphBuilder activate(String name, String in, Activation act) {
    return node(name, new Op.Activate(value(in), act));
  }

  public GraphBuilder add(String name, Activation act, String... in) {
    return node(name, new Op.Add(Stream.of(in).map(Value::new).toList(), act));
  }

  public GraphBuilder concat(String name, String... in) {
    return node(name, new Op.Concat(Stream.of(in).map(Value::new).toList()));
  }

  public GraphBuilder output(String name) {
    outputs.add(new Output(name, value(name)));
    return this;
  }

  public GraphBuilder chain(String... stages) {
    chains.add(new Chain(Stream.of(stages).map(Value::new).toList()));
    return this;
  }

  public Graph graph() {
    return new Graph("Test", nodes, outputs, chains);
  }

  private Maps maps(String name) {
    return (Maps) types.get(value(name));
  }
}
