package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Arithmetic of maps and a constant, one number or one for each channel: a scale or a shift, or a
 * part of the layer before, where nothing else reads that one.
 */
final class ConstantOps {

  private static final int MOST_CHANNELS = 1 << 20;

  /** What is done with the constant. */
  enum Kind {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE;

    private boolean isShift() {
      return this == ADD || this == SUBTRACT;
    }

    private boolean commutes() {
      return this == ADD || this == MULTIPLY;
    }

    /** A quotient becomes a product with the reciprocal, which is rounded once more. */
    private float asSumOrProduct(float constant) {
      return switch (this) {
        case ADD, MULTIPLY -> constant;
        case SUBTRACT -> -constant;
        case DIVIDE -> 1 / constant;
      };
    }
  }

  private final Context context;
  private final NodeReader node;

  ConstantOps(Context context, NodeReader node) {
    this.context = context;
    this.node = node;
  }

  Value arithmetic(Kind kind) {
    node.allow(Set.of());
    if (!node.arity(2, 2)) {
      return Value.UNKNOWN;
    }
    Value left = context.value(node.node().in().get(0));
    Value right = context.value(node.node().in().get(1));
    if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
      return Value.UNKNOWN;
    }
    if (left instanceof Value.Flow && right instanceof Value.Flow) {
      if (kind == Kind.ADD) {
        return new PointwiseOps(context, node).sum();
      }
      node.unsupported("Maps can be added to each other, and no more than that.");
      return Value.UNKNOWN;
    }
    boolean swapped = left instanceof Value.Array;
    if (swapped && !kind.commutes()) {
      node.unsupported("A constant minus maps, or divided by maps, cannot be imported.");
      return Value.UNKNOWN;
    }
    return with(kind, swapped ? 1 : 0, swapped ? 0 : 1);
  }

  private Value with(Kind kind, int maps, int constant) {
    Optional<Value.Flow> in = context.flow(node, maps);
    Optional<Value.Array> array = context.array(node, constant);
    Optional<Maps> shape = in.flatMap(context::maps);
    if (shape.isEmpty() || array.isEmpty()) {
      return Value.UNKNOWN;
    }
    Optional<float[]> each = each(array.get(), in.get(), shape.get(), kind);
    if (each.isPresent() && kind == Kind.DIVIDE && isInfinite(each.get())) {
      node.unsupported("A division by 0, or by a number next to it, cannot be imported.");
    }
    if (each.isEmpty() || !node.isSound()) {
      return Value.UNKNOWN;
    }
    Blob blob = new Blob(List.of(shape.get().channels()), each.get());
    boolean sole = context.isSole(node.node().in().get(maps));
    if (kind.isShift() && sole && append(in.get().place(), blob)) {
      return in.get();
    }
    OnnxTensor tensor = array.get().tensor();
    String name = context.net().labels().weighted(tensor.name(), node.node());
    context.net().weights().put(name, List.of(blob));
    LayerOp.Norm.Gain gain =
        new LayerOp.Norm.Gain(name, node.span(), !kind.isShift(), kind.isShift());
    int place = context.net().add(node, name, LayerOp.Norm.of(gain), List.of(in.get().place()));
    return Value.Flow.of(place, in.get().rank());
  }

  /**
   * The constant for each channel; empty, and reported, where it is not the same for all pixels.
   */
  private Optional<float[]> each(Value.Array array, Value.Flow in, Maps shape, Kind kind) {
    List<Integer> dims = array.dims();
    int channels = shape.channels();
    int behind = in.rank() == 4 ? 2 : 0;
    int at = dims.size() - 1 - behind;
    boolean one = array.size() == 1 && dims.size() <= in.rank();
    boolean perChannel =
        at >= 0 && dims.size() <= in.rank() && dims.get(at) == channels && array.size() == channels;
    if (!one && !perChannel || channels > MOST_CHANNELS || array.transposed()) {
      node.unsupported("A constant must be one number, or one for each channel, not " + dims + ".");
      return Optional.empty();
    }
    return context.numbers().reals(array.tensor()).map(all -> filled(all, channels, kind));
  }

  private static boolean isInfinite(float[] numbers) {
    boolean infinite = false;
    for (float number : numbers) {
      infinite |= Float.isInfinite(number);
    }
    return infinite;
  }

  private static float[] filled(float[] all, int channels, Kind kind) {
    float[] each = new float[channels];
    if (all.length == 1) {
      Arrays.fill(each, all[0]);
    } else {
      System.arraycopy(all, 0, each, 0, channels);
    }
    for (int c = 0; c < channels; c++) {
      each[c] = kind.asSumOrProduct(each[c]);
    }
    return each;
  }

  /** A shift behind weights is their bias, behind a scale the rest of it; false behind others. */
  private boolean append(int place, Blob shift) {
    LayerOp op = context.net().layer(place).op();
    Optional<LayerOp> with = Optional.empty();
    if (op instanceof LayerOp.Conv c && !c.bias()) {
      with =
          Optional.of(
              new LayerOp.Conv(c.outputs(), c.window(), c.groups(), true, Optional.empty()));
    } else if (op instanceof LayerOp.Fc fc && !fc.bias()) {
      with = Optional.of(new LayerOp.Fc(fc.outputs(), true, fc.transposed(), Optional.empty()));
    } else if (op instanceof LayerOp.Norm norm
        && norm.statistics().isEmpty()
        && !norm.gain().orElseThrow().hasShift()) {
      LayerOp.Norm.Gain gain = norm.gain().get();
      with =
          Optional.of(
              LayerOp.Norm.of(new LayerOp.Norm.Gain(gain.layer(), gain.span(), true, true)));
    }
    with.ifPresent(
        replaced -> {
          context.net().replace(place, replaced);
          context.net().weights().append(context.net().layer(place).name(), shift);
        });
    return with.isPresent();
  }

  /** A matrix product with a constant: inputs [N, K] and [K, n]. */
  Value matMul() {
    node.allow(Set.of());
    return node.arity(2, 2) ? connected(true, 1, Optional.empty()) : Value.UNKNOWN;
  }

  /** alpha · A · B + beta · C, where A is maps as a vector, B and C constants. */
  Value gemm() {
    node.allow(Set.of("alpha", "beta", "transA", "transB", "broadcast"));
    if (!node.arity(2, 3)) {
      return Value.UNKNOWN;
    }
    if (node.flag("transA")) {
      node.unsupported("A Gemm of transposed maps cannot be imported.");
    }
    Optional<Blob> bias = Optional.empty();
    if (node.node().has(2)) {
      bias = context.blob(node, 2);
      if (bias.isEmpty()) {
        return Value.UNKNOWN;
      }
    }
    float beta = node.real("beta", 1);
    return connected(
        !node.flag("transB"),
        node.real("alpha", 1),
        bias.map(b -> new Blob(b.dims(), times(b.values(), beta))));
  }

  private Value connected(boolean inputsFirst, float factor, Optional<Blob> bias) {
    Optional<Value.Flow> in = context.flow(node, 0);
    Optional<Maps> shape = in.flatMap(context::maps);
    Optional<Value.Array> weight = context.array(node, 1);
    if (shape.isEmpty() || weight.isEmpty()) {
      return Value.UNKNOWN;
    }
    List<Integer> dims = weight.get().dims();
    int inputs = (int) shape.get().size();
    boolean fits = dims.size() == 2 && dims.get(inputsFirst ? 0 : 1) == inputs;
    int outputs = fits ? dims.get(inputsFirst ? 1 : 0) : 0;
    if (in.get().rank() != 2 || outputs < 1 || outputs > MOST_CHANNELS) {
      node.misfit(
          "a matrix " + dims + " for " + shape.get() + (in.get().rank() == 2 ? "" : ", no vector"));
      return Value.UNKNOWN;
    }
    Optional<float[]> numbers = context.numbers().reals(weight.get().tensor());
    Optional<Blob> shift = bias.flatMap(b -> shift(b, outputs));
    if (numbers.isEmpty() || bias.isPresent() && shift.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean swapped = inputsFirst != weight.get().transposed();
    List<Integer> held = swapped ? List.of(inputs, outputs) : List.of(outputs, inputs);
    List<Blob> arrays = new ArrayList<>();
    arrays.add(new Blob(held, times(numbers.get(), factor)));
    shift.ifPresent(arrays::add);
    LayerOp op = new LayerOp.Fc(outputs, shift.isPresent(), swapped, Optional.empty());
    return context.layer(node, weight.get().tensor(), op, in.get(), 2, arrays);
  }

  /** One number for each output, or one for all. */
  private Optional<Blob> shift(Blob bias, int outputs) {
    float[] values = bias.values();
    boolean row = !bias.dims().isEmpty() && bias.dims().get(bias.dims().size() - 1) == outputs;
    if (values.length == 1) {
      values = new float[outputs];
      Arrays.fill(values, bias.values()[0]);
    } else if (!row || values.length != outputs) {
      node.misfit("a bias " + bias.dims() + " for " + outputs + " outputs");
      return Optional.empty();
    }
    return Optional.of(new Blob(List.of(outputs), values));
  }

  private static float[] times(float[] values, float factor) {
    if (factor == 1) {
      return values;
    }
    float[] products = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      products[i] = values[i] * factor;
    }
    return products;
  }
}
