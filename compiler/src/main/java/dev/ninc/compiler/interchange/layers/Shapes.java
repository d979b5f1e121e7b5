package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The shape of what each layer gives, layer by layer. A layer behind a mistake has no known shape,
 * and is checked as far as that goes.
 */
public final class Shapes implements LayerOp.Cases<Optional<Maps>> {

  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final Optional<Maps> input;
  private final IntPredicate mayFlatten;
  private final Complaints complaints;
  private final List<Optional<Maps>> known = new ArrayList<>();
  private Node node;

  /**
   * Shapes of no layer yet.
   *
   * @param mayFlatten whether what the layer at this place gives may be arranged as a vector
   */
  public Shapes(Optional<Maps> input, IntPredicate mayFlatten, Complaints complaints) {
    this.input = input;
    this.mayFlatten = mayFlatten;
    this.complaints = complaints;
  }

  /** The shape of what the next layer gives; what does not fit is reported. */
  public Optional<Maps> add(Node next) {
    node = next;
    Optional<Maps> shape = next.op().match(this);
    known.add(shape);
    return shape;
  }

  /** The shape of what the layer at this place gives. */
  public Optional<Maps> of(int place) {
    return known.get(place);
  }

  /** All shapes so far. */
  List<Optional<Maps>> all() {
    return List.copyOf(known);
  }

  private Optional<Maps> in() {
    return known.get(node.inputs().get(0));
  }

  @Override
  public Optional<Maps> input(LayerOp.Input op) {
    return input.flatMap(maps -> sized(maps.channels(), maps.height(), maps.width()));
  }

  @Override
  public Optional<Maps> conv(LayerOp.Conv op) {
    int channels = in().map(Maps::channels).orElse(0);
    return channels % op.groups() == 0
        ? in().flatMap(in -> slide(in, op.outputs(), op.window(), Optional.empty()))
        : wrong(channels + " channels are no multiple of " + op.groups() + " groups");
  }

  @Override
  public Optional<Maps> fc(LayerOp.Fc op) {
    return in().map(in -> new Maps(op.outputs(), 1, 1));
  }

  @Override
  public Optional<Maps> norm(LayerOp.Norm op) {
    return in();
  }

  @Override
  public Optional<Maps> lrn(LayerOp.Lrn op) {
    return in();
  }

  @Override
  public Optional<Maps> pool(LayerOp.Pool op) {
    Op.Pool.Rounding rounding = op.floor() ? Op.Pool.Rounding.FLOOR : Op.Pool.Rounding.CEIL;
    return in().flatMap(
            in ->
                op.window().isEmpty()
                    ? Optional.of(new Maps(in.channels(), 1, 1))
                    : slide(in, in.channels(), op.window().get(), Optional.of(rounding)));
  }

  @Override
  public Optional<Maps> activate(LayerOp.Activate op) {
    return in();
  }

  @Override
  public Optional<Maps> dropout(LayerOp.Dropout op) {
    return in();
  }

  @Override
  public Optional<Maps> softmax(LayerOp.Softmax op) {
    return in();
  }

  /** An {@link LayerOp.Fc} flattens by itself, and one position is flat already. */
  @Override
  public Optional<Maps> flatten(LayerOp.Flatten op) {
    if (in().isEmpty()) {
      return Optional.empty();
    }
    Maps in = in().get();
    boolean isVector = op.dims().isEmpty() || Reshaping.isVector(op.dims(), in);
    if (!isVector && !Reshaping.isSame(op.dims(), in)) {
      return wrong("the shape " + op.dims() + " makes no vector of " + in);
    }
    if (isVector && in.pixels() > 1 && !mayFlatten.test(known.size())) {
      complaints.flattened(node);
      return Optional.empty();
    }
    return Optional.of(isVector ? new Maps((int) in.size(), 1, 1) : in);
  }

  @Override
  public Optional<Maps> concat(LayerOp.Concat op) {
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
  public Optional<Maps> add(LayerOp.Add op) {
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
    List<Maps> ins = node.inputs().stream().flatMap(i -> known.get(i).stream()).toList();
    return ins.size() == node.inputs().size() ? ins : List.of();
  }

  /**
   * @param rounding of a pooling layer; empty for a convolution
   */
  private Optional<Maps> slide(
      Maps in, int channels, Window window, Optional<Op.Pool.Rounding> rounding) {
    Padding p = window.pad();
    int height =
        windows(in.height(), p.top(), p.bottom(), window.extentY(), window.strideY(), rounding);
    int width =
        windows(in.width(), p.left(), p.right(), window.extentX(), window.strideX(), rounding);
    if (height < 1 || width < 1) {
      return wrong("the window " + window + " is larger than what it slides over, " + in);
    }
    Optional<String> misfit =
        rounding.filter(Op.Pool.Rounding.CEIL::equals).flatMap(r -> complaints.misfit(in, window));
    return misfit.isPresent() ? wrong(misfit.get()) : sized(channels, height, width);
  }

  /** 0 where not even one fits. */
  private static int windows(
      int in, int before, int after, int extent, int stride, Optional<Op.Pool.Rounding> rounding) {
    if ((long) in + before + after < extent) {
      return 0;
    }
    return rounding.isEmpty()
        ? Typing.convolved(in, before, after, extent, stride)
        : Typing.pooled(in, before, after, extent, stride, rounding.get());
  }

  private Optional<Maps> sized(long channels, int height, int width) {
    long plane = (long) height * width;
    if (plane > MOST_NUMBERS || channels > MOST_NUMBERS / plane) {
      return wrong(channels + "x" + height + "x" + width + " is more than fits into an array");
    }
    return Optional.of(new Maps((int) channels, height, width));
  }

  private Optional<Maps> wrong(String what) {
    complaints.shapes(node, what);
    return Optional.empty();
  }
}
