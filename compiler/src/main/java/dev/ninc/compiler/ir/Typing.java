package dev.ninc.compiler.ir;

import java.util.List;
import java.util.function.Function;

/**
 * The shape rule of each op: the only place where one stands. Shapes that do not fit are an {@link
 * IllegalArgumentException}, whose message says what was expected and what was found.
 */
public final class Typing implements Op.Cases<Type> {

  private final Function<Value, Type> types;

  /**
   * @param types the type of each value that an op may read
   */
  public Typing(Function<Value, Type> types) {
    this.types = types;
  }

  /**
   * The number of positions of a window along an axis of a convolution; below 1 it does not fit.
   */
  public static int convolved(int in, int padBefore, int padAfter, int extent, int stride) {
    return Math.floorDiv(in + padBefore + padAfter - extent, stride) + 1;
  }

  /** The number of windows along an axis of a pooling layer; below 1 it does not fit. */
  public static int pooled(
      int in, int padBefore, int padAfter, int extent, int stride, Op.Pool.Rounding rounding) {
    int room = in + padBefore + padAfter - extent;
    if (rounding == Op.Pool.Rounding.FLOOR) {
      return Math.floorDiv(room, stride) + 1;
    }
    int windows = -Math.floorDiv(-room, stride) + 1;
    return (windows - 1) * stride >= in + padBefore ? windows - 1 : windows;
  }

  @Override
  public Type input(Op.Input op) {
    return op.type();
  }

  @Override
  public Type param(Op.Param op) {
    return op.type();
  }

  @Override
  public Type conv(Op.Conv op) {
    Maps in = maps(op.in());
    Tensor weight = tensor(op.weight());
    require(weight.dims().size() == 4, "a weight of four dimensions", weight);
    int outputs = weight.dims().get(0);
    require(
        in.channels() % op.groups() == 0 && outputs % op.groups() == 0,
        "channels that " + op.groups() + " groups divide",
        in);
    Tensor expected =
        Tensor.of(outputs, in.channels() / op.groups(), op.window().height(), op.window().width());
    require(weight.equals(expected), "a weight " + expected, weight);
    op.bias().ifPresent(b -> vector(b, outputs));
    Window w = op.window();
    int height = convolved(in.height(), w.pad().top(), w.pad().bottom(), w.extentY(), w.strideY());
    int width = convolved(in.width(), w.pad().left(), w.pad().right(), w.extentX(), w.strideX());
    require(height > 0 && width > 0, "maps at least as large as the window " + w, in);
    return new Maps(outputs, height, width);
  }

  @Override
  public Type pool(Op.Pool op) {
    Maps in = maps(op.in());
    Window w = op.window();
    Padding p = w.pad();
    int height = pooled(in.height(), p.top(), p.bottom(), w.extentY(), w.strideY(), op.rounding());
    int width = pooled(in.width(), p.left(), p.right(), w.extentX(), w.strideX(), op.rounding());
    require(height > 0 && width > 0, "maps at least as large as the window " + w, in);
    require(
        Math.max(p.top(), p.bottom()) < w.extentY() && Math.max(p.left(), p.right()) < w.extentX(),
        "padding smaller than the window " + w,
        in);
    return new Maps(in.channels(), height, width);
  }

  @Override
  public Type globalAverage(Op.GlobalAverage op) {
    return new Maps(maps(op.in()).channels(), 1, 1);
  }

  @Override
  public Type activate(Op.Activate op) {
    return maps(op.in());
  }

  @Override
  public Type batchNorm(Op.BatchNorm op) {
    Maps in = maps(op.in());
    List.of(op.scale(), op.shift(), op.mean(), op.variance())
        .forEach(v -> vector(v, in.channels()));
    return in;
  }

  @Override
  public Type scale(Op.Scale op) {
    Maps in = maps(op.in());
    vector(op.gain(), in.channels());
    vector(op.shift(), in.channels());
    return in;
  }

  @Override
  public Type lrn(Op.Lrn op) {
    Maps in = maps(op.in());
    require(op.size() > 0 && op.size() % 2 == 1, "an odd number of channels, not " + op.size(), in);
    require((float) op.bias() >= Float.MIN_NORMAL, "a bias that is not zero as a float", in);
    return in;
  }

  @Override
  public Type concat(Op.Concat op) {
    Maps first = maps(op.in().get(0));
    int channels = 0;
    for (Value v : op.in()) {
      Maps in = maps(v);
      require(
          in.height() == first.height() && in.width() == first.width(),
          "maps of " + first.height() + "x" + first.width(),
          in);
      channels = Math.addExact(channels, in.channels());
    }
    return new Maps(channels, first.height(), first.width());
  }

  @Override
  public Type add(Op.Add op) {
    Maps first = maps(op.in().get(0));
    op.in().forEach(v -> require(maps(v).equals(first), "maps of " + first, maps(v)));
    return first;
  }

  @Override
  public Type dropout(Op.Dropout op) {
    return maps(op.in());
  }

  @Override
  public Type softmax(Op.Softmax op) {
    return maps(op.in());
  }

  @Override
  public Type reshape(Op.Reshape op) {
    Tensor in = tensor(op.in());
    require(in.size() == op.type().size(), op.type().size() + " numbers", in);
    return op.type();
  }

  @Override
  public Type inverseRoot(Op.InverseRoot op) {
    return tensor(op.in());
  }

  @Override
  public Type arithmetic(Op.Arithmetic op) {
    Tensor left = tensor(op.left());
    vector(op.right(), left.dims().get(0));
    return left;
  }

  private Maps maps(Value value) {
    if (types.apply(value) instanceof Maps maps) {
      return maps;
    }
    throw new IllegalArgumentException(value + " is not maps");
  }

  private Tensor tensor(Value value) {
    if (types.apply(value) instanceof Tensor tensor) {
      return tensor;
    }
    throw new IllegalArgumentException(value + " is not a tensor");
  }

  private void vector(Value value, int length) {
    Tensor found = tensor(value);
    require(found.equals(Tensor.of(length)), "a tensor [" + length + "] for " + value, found);
  }

  private static void require(boolean holds, String expected, Type found) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }
}
