package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Window;
import dev.ninc.runtime.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the shape of each layer's output by Caffe's rules, and takes each layer's weights. A
 * layer behind a mistake has no known shape, and is checked as far as that goes.
 */
final class ShapeCheck implements CaffeOp.Cases<Optional<Maps>> {

  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final Net net;
  private final Optional<Maps> input;
  private final Trained trained;
  private final Diagnostics found;
  private final List<Optional<Maps>> shapes = new ArrayList<>();
  private final List<WeightTensor> weights = new ArrayList<>();
  private Node node;

  private ShapeCheck(Net net, Optional<Maps> input, Trained trained, Diagnostics found) {
    this.net = net;
    this.input = input;
    this.trained = trained;
    this.found = found;
    this.node = net.node(0);
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
  static Result check(Net net, Optional<Maps> input, Trained trained, Diagnostics found) {
    ShapeCheck check = new ShapeCheck(net, input, trained, found);
    for (Node node : net.nodes()) {
      check.node = node;
      check.shapes.add(node.op().match(check));
    }
    return new Result(check.shapes, check.weights);
  }

  private Optional<Maps> in() {
    return shapes.get(node.inputs().get(0));
  }

  @Override
  public Optional<Maps> input(CaffeOp.Input op) {
    return input.flatMap(maps -> sized(maps.channels(), maps.height(), maps.width()));
  }

  @Override
  public Optional<Maps> conv(CaffeOp.Conv op) {
    int channels = in().map(Maps::channels).orElse(0);
    if (channels % op.groups() != 0) {
      trained.skip(node.name());
      normWeights(op.norm(), 0);
      return wrong(channels + " channels are no multiple of " + op.groups() + " groups");
    }
    Window window = op.window();
    List<Integer> weight =
        List.of(op.outputs(), channels / op.groups(), window.height(), window.width());
    weights.addAll(trained.tensors(node, withBias(weight, op.bias(), op.outputs())));
    normWeights(op.norm(), op.outputs());
    return in().flatMap(in -> slide(in, op.outputs(), window, Optional.empty()));
  }

  private static List<List<Integer>> withBias(List<Integer> weight, boolean bias, int outputs) {
    return bias ? List.of(weight, List.of(outputs)) : List.of(weight);
  }

  private void normWeights(Optional<CaffeOp.Norm> norm, int channels) {
    norm.ifPresent(
        n -> weights.addAll(NormWeights.of(n, node.name() + ".norm", channels, trained)));
  }

  @Override
  public Optional<Maps> fc(CaffeOp.Fc op) {
    int inputs = in().map(in -> (int) in.size()).orElse(0);
    List<Integer> shape =
        op.transposed() ? List.of(inputs, op.outputs()) : List.of(op.outputs(), inputs);
    List<WeightTensor> tensors = trained.tensors(node, withBias(shape, op.bias(), op.outputs()));
    if (op.transposed() && !tensors.isEmpty()) {
      weights.add(transposed(tensors.get(0)));
      weights.addAll(tensors.subList(1, tensors.size()));
    } else {
      weights.addAll(tensors);
    }
    normWeights(op.norm(), op.outputs());
    return in().map(in -> new Maps(op.outputs(), 1, 1));
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

  @Override
  public Optional<Maps> norm(CaffeOp.Norm op) {
    int channels = in().map(Maps::channels).orElse(0);
    weights.addAll(NormWeights.of(op, node.name(), channels, trained));
    return in();
  }

  @Override
  public Optional<Maps> lrn(CaffeOp.Lrn op) {
    return in();
  }

  @Override
  public Optional<Maps> pool(CaffeOp.Pool op) {
    Op.Pool.Rounding rounding = op.floor() ? Op.Pool.Rounding.FLOOR : Op.Pool.Rounding.CEIL;
    return in().flatMap(
            in ->
                op.window().isEmpty()
                    ? Optional.of(new Maps(in.channels(), 1, 1))
                    : slide(in, in.channels(), op.window().get(), Optional.of(rounding)));
  }

  @Override
  public Optional<Maps> activate(CaffeOp.Activate op) {
    return in();
  }

  @Override
  public Optional<Maps> dropout(CaffeOp.Dropout op) {
    return in();
  }

  @Override
  public Optional<Maps> softmax(CaffeOp.Softmax op) {
    return in();
  }

  /** An {@link CaffeOp.Fc} flattens by itself, and one position is flat already. */
  @Override
  public Optional<Maps> flatten(CaffeOp.Flatten op) {
    if (in().isEmpty()) {
      return Optional.empty();
    }
    Maps in = in().get();
    boolean isVector = op.dims().isEmpty() || Reshaping.isVector(op.dims(), in);
    if (!isVector && !Reshaping.isSame(op.dims(), in)) {
      return wrong("the shape " + op.dims() + " makes no vector of " + in);
    }
    boolean changes = isVector && in.height() * in.width() > 1;
    if (changes && !onlyConnected(shapes.size())) {
      return wrong("Flatten or Reshape can stand in front of InnerProduct alone");
    }
    return Optional.of(isVector ? new Maps((int) in.size(), 1, 1) : in);
  }

  /** Whether nothing but connected layers sees the arrangement of what this layer gives. */
  private boolean onlyConnected(int place) {
    List<Integer> seen = new ArrayList<>(List.of(place));
    for (int i = 0; i < seen.size(); i++) {
      int at = seen.get(i);
      if (at == net.last()) {
        return false;
      }
      for (int reader = at + 1; reader < net.nodes().size(); reader++) {
        CaffeOp op = net.node(reader).op();
        boolean reads = net.node(reader).inputs().contains(at);
        boolean passes = op instanceof CaffeOp.Activate || op instanceof CaffeOp.Dropout;
        if (reads && passes) {
          seen.add(reader);
        } else if (reads && !(op instanceof CaffeOp.Fc)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public Optional<Maps> concat(CaffeOp.Concat op) {
    List<Maps> ins = ins();
    if (ins.isEmpty()) {
      return Optional.empty();
    }
    Maps first = ins.get(0);
    long channels = 0;
    for (Maps in : ins) {
      if (in.height() != first.height() || in.width() != first.width()) {
        return wrong("one input is " + first + ", another " + in);
      }
      channels += in.channels();
    }
    return sized(channels, first.height(), first.width());
  }

  @Override
  public Optional<Maps> add(CaffeOp.Add op) {
    List<Maps> ins = ins();
    for (Maps in : ins) {
      if (!in.equals(ins.get(0))) {
        return wrong("one input is " + ins.get(0) + ", another " + in);
      }
    }
    return ins.stream().findFirst();
  }

  /** All inputs, or none where one is not known. */
  private List<Maps> ins() {
    List<Maps> ins = node.inputs().stream().flatMap(i -> shapes.get(i).stream()).toList();
    return ins.size() == node.inputs().size() ? ins : List.of();
  }

  /**
   * @param rounding of a pooling layer; empty for a convolution
   */
  private Optional<Maps> slide(
      Maps in, int channels, Window window, Optional<Op.Pool.Rounding> rounding) {
    Padding pad = window.pad();
    int y = window.extentY();
    int x = window.extentX();
    if (in.height() + 2 * pad.top() < y || in.width() + 2 * pad.left() < x) {
      return wrong("the window " + window + " is larger than what it slides over, " + in);
    }
    boolean empty =
        hasEmptyWindow(in.height(), pad.top(), y, window.strideY())
            || hasEmptyWindow(in.width(), pad.left(), x, window.strideX());
    if (empty && rounding.equals(Optional.of(Op.Pool.Rounding.CEIL))) {
      return wrong(
          "the last window of " + window + " lies outside of " + in + ": Caffe's is empty");
    }
    int height = windows(in.height(), pad.top(), y, window.strideY(), rounding);
    int width = windows(in.width(), pad.left(), x, window.strideX(), rounding);
    return sized(channels, height, width);
  }

  /** Caffe's own count where it differs: without padding it does not drop a window outside. */
  private static boolean hasEmptyWindow(int in, int pad, int extent, int stride) {
    int last = -Math.floorDiv(extent - in, stride) * stride;
    return pad == 0 && last >= in;
  }

  private static int windows(
      int in, int pad, int extent, int stride, Optional<Op.Pool.Rounding> rounding) {
    return rounding.isEmpty()
        ? Typing.convolved(in, pad, pad, extent, stride)
        : Typing.pooled(in, pad, pad, extent, stride, rounding.get());
  }

  private Optional<Maps> sized(long channels, int height, int width) {
    long plane = (long) height * width;
    if (plane > MOST_NUMBERS || channels > MOST_NUMBERS / plane) {
      return wrong(channels + "x" + height + "x" + width + " is more than fits into an array");
    }
    return Optional.of(new Maps((int) channels, height, width));
  }

  private Optional<Maps> wrong(String what) {
    found.add(
        Diagnostic.error(
                Code.NIN0506,
                node.span(),
                "The shapes of `" + node.name() + "` do not fit together.",
                what)
            .hint(
                "Compare the definition with the one that was trained, and `--input` with both."));
    return Optional.empty();
  }
}
