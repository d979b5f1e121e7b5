package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.onnx.OnnxTensor.Content;
import dev.ninc.compiler.interchange.onnx.Value.Integers;
import dev.ninc.compiler.ir.Maps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Constants, and arithmetic of shapes: what exporters write for {@code x.view(x.size(0), -1)} is
 * known here, but for the number of images, which nothing else may depend on.
 */
final class IntegerOps {

  private static final int MOST = 64;

  /** What a Constant may hold. */
  private static final Map<String, Integer> KINDS =
      Map.of(
          "value", OnnxAttribute.TENSOR,
          "value_float", OnnxAttribute.REAL,
          "value_floats", OnnxAttribute.REALS,
          "value_int", OnnxAttribute.INTEGER,
          "value_ints", OnnxAttribute.INTEGERS);

  private final Context context;
  private final NodeReader node;

  IntegerOps(Context context, NodeReader node) {
    this.context = context;
    this.node = node;
  }

  private Value at(int input) {
    return context.value(node.node().in().get(input));
  }

  Value constant() {
    node.allow(KINDS.keySet());
    if (node.node().result().isEmpty() || node.node().attributes().size() != 1) {
      node.wrong("it has " + node.node().attributes().size() + " values");
      return Value.UNKNOWN;
    }
    if (!node.isSound()) {
      return Value.UNKNOWN;
    }
    OnnxAttribute value = node.node().attributes().values().iterator().next();
    List<Long> whole =
        value.name().equals("value_int") ? List.of(value.integer()) : value.integers();
    if (!value.is(KINDS.get(value.name())) || whole.contains(Integers.BATCH)) {
      node.wrong("the attribute `" + value.name() + "` is of another kind");
      return Value.UNKNOWN;
    }
    return switch (value.name()) {
      case "value" -> tensor(value.tensor());
      case "value_int" -> new Integers(whole, true);
      case "value_ints" -> new Integers(whole, false);
      case "value_float" -> floats(List.of(value.real()), List.of());
      default -> floats(value.reals(), List.of((long) value.reals().size()));
    };
  }

  private Value tensor(Optional<OnnxTensor> tensor) {
    if (tensor.isEmpty()) {
      node.wrong("its value is missing");
      return Value.UNKNOWN;
    }
    return context.numbers().value(tensor.get());
  }

  private Value floats(List<Float> values, List<Long> dims) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putFloat);
    Content raw = new Content.Raw(bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
    return context.numbers().value(new OnnxTensor(node.node().result(), 1, dims, raw));
  }

  /** The dimensions of maps, from {@code start} up to {@code end}. */
  Value shape() {
    node.allow(Set.of("start", "end"));
    Optional<Value.Flow> in = node.arity(1, 1) ? context.flow(node, 0) : Optional.empty();
    Optional<Maps> maps = in.flatMap(context::maps);
    if (maps.isEmpty()) {
      return Value.UNKNOWN;
    }
    Maps m = maps.get();
    List<Long> all =
        in.get().rank() == 2
            ? List.of(Integers.BATCH, m.size())
            : List.of(Integers.BATCH, (long) m.channels(), (long) m.height(), (long) m.width());
    int from = within(node.integer("start", 0), all.size());
    int to = within(node.integer("end", all.size()), all.size());
    return new Integers(all.subList(from, Math.max(from, to)), false);
  }

  /** Counted from the end where it is below 0, and cut off at both ends. */
  private static int within(long at, int size) {
    long place = at < 0 ? at + size : at;
    return (int) Math.max(0, Math.min(place, size));
  }

  Value gather() {
    node.allow(Set.of("axis"));
    Optional<Integers> from = known(2, 2);
    Optional<Integers> places = from.flatMap(f -> context.integers(node, 1));
    if (places.isEmpty()) {
      return Value.UNKNOWN;
    }
    if (node.integer("axis", 0) != 0 && node.integer("axis", 0) != -1) {
      node.wrong("a shape has the axis 0 alone");
      return Value.UNKNOWN;
    }
    List<Long> values = from.get().values();
    List<Long> taken = new ArrayList<>();
    for (long place : places.get().values()) {
      long at = place < 0 ? place + values.size() : place;
      if (at < 0 || at >= values.size()) {
        node.wrong("there is no place " + place + " among " + values.size() + " numbers");
        return Value.UNKNOWN;
      }
      taken.add(values.get((int) at));
    }
    return new Integers(taken, places.get().scalar());
  }

  /** Bounds are attributes up to operator set 9, then inputs. */
  Value slice() {
    node.allow(Set.of("starts", "ends", "axes"));
    Optional<Integers> from = known(1, 5);
    if (from.isEmpty()) {
      return Value.UNKNOWN;
    }
    Optional<List<Long>> starts = bounds("starts", 1);
    Optional<List<Long>> ends = bounds("ends", 2);
    List<Long> axes = bounds("axes", 3).orElse(List.of(0L));
    List<Long> steps = bounds("steps", 4).orElse(List.of(1L));
    boolean simple =
        starts.isPresent()
            && ends.isPresent()
            && starts.get().size() == 1
            && ends.get().size() == 1
            && axes.equals(List.of(0L))
            && steps.equals(List.of(1L));
    if (!simple) {
      node.unsupported("Only a Slice of a shape, in steps of one, can be imported.");
      return Value.UNKNOWN;
    }
    List<Long> values = from.get().values();
    int first = within(starts.get().get(0), values.size());
    int last = within(ends.get().get(0), values.size());
    return new Integers(values.subList(first, Math.max(first, last)), false);
  }

  private Optional<List<Long>> bounds(String attribute, int input) {
    return node.node().has(input)
        ? context.integers(node, input).map(Integers::values)
        : node.integers(attribute);
  }

  Value cast() {
    node.allow(Set.of("to", "saturate"));
    if (!node.arity(1, 1)) {
      return Value.UNKNOWN;
    }
    if (at(0) instanceof Value.Flow) {
      node.unsupported("A Cast of maps to another type cannot be imported.");
      return Value.UNKNOWN;
    }
    long to = node.integer("to", 0);
    Optional<Integers> from = known(1, 1);
    if (from.isPresent() && to != 6 && to != 7) {
      node.unsupported("Only a Cast of a shape to int32 or int64 can be imported.");
    }
    return from.isPresent() && node.isSound() ? from.get() : Value.UNKNOWN;
  }

  /** Whether all inputs are integers that are known, so that {@code Concat} joins a shape. */
  boolean areAll() {
    return !node.node().in().isEmpty()
        && node.node().in().stream()
            .map(context::value)
            .allMatch(v -> v instanceof Integers || v instanceof Value.Array)
        && node.node().in().stream().map(context::value).anyMatch(v -> v instanceof Integers);
  }

  Value concat() {
    node.allow(Set.of("axis"));
    if (!node.several()) {
      return Value.UNKNOWN;
    }
    if (!node.has("axis") || node.integer("axis", 0) != 0 && node.integer("axis", 0) != -1) {
      node.wrong("a shape has the axis 0 alone");
      return Value.UNKNOWN;
    }
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < node.node().in().size(); i++) {
      Optional<Integers> part = context.integers(node, i);
      if (part.isEmpty()) {
        return Value.UNKNOWN;
      }
      all.addAll(part.get().values());
      if (all.size() > MOST) {
        node.unsupported("A shape of more than " + MOST + " numbers cannot be imported.");
        return Value.UNKNOWN;
      }
    }
    return new Integers(all, false);
  }

  /** A product of sizes, where none of them is the number of images. */
  Value multiply() {
    node.allow(Set.of());
    Optional<Integers> left = known(2, 2);
    Optional<Integers> right = left.flatMap(l -> context.integers(node, 1));
    if (right.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean single = left.get().values().size() == 1 && right.get().values().size() == 1;
    long a = single ? left.get().values().get(0) : 0;
    long b = single ? right.get().values().get(0) : 0;
    if (!single || !isSmall(a) || !isSmall(b)) {
      node.unsupported("A product of shapes cannot be imported.");
      return Value.UNKNOWN;
    }
    return new Integers(List.of(a * b), left.get().scalar() && right.get().scalar());
  }

  /** Whether it is a size that can be multiplied, and so not the number of images. */
  private static boolean isSmall(long size) {
    return size != Integers.BATCH && size > -(1L << 31) && size < 1L << 31;
  }

  /** The integers at the first input, if the node has so many inputs. */
  private Optional<Integers> known(int fewest, int most) {
    return node.arity(fewest, most) ? context.integers(node, 0) : Optional.empty();
  }
}
