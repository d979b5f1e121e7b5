package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Operators that arrange maps in another way, or constants: a {@code .nin} file has no layer for
 * them, as maps stay maps, and {@code fc} sees them as a vector.
 */
final class ShapeOps {

  private final Context context;
  private final NodeReader node;

  ShapeOps(Context context, NodeReader node) {
    this.context = context;
    this.node = node;
  }

  private Value at(int input) {
    return context.value(node.node().in().get(input));
  }

  Value flatten() {
    node.allow(Set.of("axis"));
    Optional<Value.Flow> in = node.arity(1, 1) ? context.flow(node, 0) : Optional.empty();
    long axis = node.integer("axis", 1);
    if (in.isPresent() && axis != 1 && axis != 1 - in.get().rank()) {
      node.unsupported("Only whole images can be flattened, from the axis 1 on.");
    }
    return in.map(this::vector).orElse(Value.UNKNOWN);
  }

  /** Maps as a vector for each image. */
  private Value vector(Value.Flow in) {
    Optional<Maps> maps = context.maps(in);
    if (maps.isEmpty() || !node.isSound()) {
      return Value.UNKNOWN;
    }
    return maps.get().pixels() == 1
        ? Value.Flow.of(in.place(), 2)
        : context.layer(node, new LayerOp.Flatten(List.of()), List.of(in), 2);
  }

  Value reshape() {
    node.allow(Set.of("allowzero"));
    if (!node.arity(2, 2)) {
      return Value.UNKNOWN;
    }
    Optional<Value.Integers> shape = context.integers(node, 1);
    if (shape.isEmpty()) {
      return Value.UNKNOWN;
    }
    List<Long> dims = shape.get().values();
    if (node.flag("allowzero") && dims.contains(0L)) {
      node.unsupported("A Reshape to a dimension of 0 cannot be imported.");
      return Value.UNKNOWN;
    }
    if (at(0) instanceof Value.Array array) {
      return reshaped(array, dims);
    }
    Optional<Value.Flow> in = context.flow(node, 0);
    return in.isEmpty() ? Value.UNKNOWN : reshaped(in.get(), dims);
  }

  private Value reshaped(Value.Flow in, List<Long> dims) {
    Optional<Maps> maps = context.maps(in);
    if (maps.isEmpty()) {
      return Value.UNKNOWN;
    }
    Maps m = maps.get();
    List<Long> old = List.of(1L, (long) m.channels(), (long) m.height(), (long) m.width());
    Optional<List<Long>> image = image(dims, old.subList(0, in.rank()), m.size());
    if (image.isPresent() && image.get().equals(List.of(m.size()))) {
      return vector(in);
    }
    if (image.isPresent() && image.get().equals(old.subList(1, in.rank()))) {
      return in;
    }
    boolean ones = image.isPresent() && image.get().equals(List.of(m.size(), 1L, 1L));
    if (ones && m.pixels() == 1) {
      return Value.Flow.of(in.place(), 4);
    }
    node.unsupported("Only a Reshape of whole images to vectors can be imported.");
    return Value.UNKNOWN;
  }

  /**
   * The new dimensions of one image; empty where the images do not stay apart.
   *
   * @param old those of all images; the first one is not looked at
   */
  private Optional<List<Long>> image(List<Long> dims, List<Long> old, long size) {
    if (dims.size() < 2 || dims.stream().filter(d -> d == -1).count() > 1) {
      return Optional.empty();
    }
    long known = 1;
    List<Long> image = new ArrayList<>();
    for (int i = 1; i < dims.size(); i++) {
      long dim = dims.get(i) == 0 && i < old.size() ? old.get(i) : dims.get(i);
      image.add(dim);
      if (dim != -1 && (dim < 1 || dim > size || known > size)) {
        return Optional.empty();
      }
      known *= dim == -1 ? 1 : dim;
    }
    int open = image.indexOf(-1L);
    if (open >= 0 && size % known == 0) {
      image.set(open, size / known);
      known = size;
    }
    long first = dims.get(0);
    boolean batch = first == 0 || first == -1 || context.isImages(first);
    return batch && known == size ? Optional.of(image) : Optional.empty();
  }

  private Value reshaped(Value.Array array, List<Long> dims) {
    long size = array.size();
    List<Long> resolved = new ArrayList<>();
    long known = 1;
    for (int i = 0; i < dims.size(); i++) {
      boolean keeps = dims.get(i) == 0 && i < array.dims().size();
      long dim = keeps ? array.dims().get(i) : dims.get(i);
      resolved.add(dim);
      known = dim == -1 || known < 0 || known > size ? known : known * dim;
    }
    int open = resolved.indexOf(-1L);
    if (open >= 0 && known > 0 && size % known == 0) {
      resolved.set(open, size / known);
      known = size;
    }
    boolean fits = known == size && resolved.stream().allMatch(d -> d >= 0 && d <= size);
    if (!fits || array.transposed()) {
      node.misfit(array.dims() + " does not become " + dims);
      return Value.UNKNOWN;
    }
    return new Value.Array(array.tensor(), resolved.stream().map(Long::intValue).toList(), false);
  }

  /** Rows and columns of one pixel are left out; axes of 1 of a constant too. */
  Value squeeze() {
    node.allow(Set.of("axes"));
    if (!node.arity(1, 2)) {
      return Value.UNKNOWN;
    }
    Optional<List<Long>> axes = axes();
    if (at(0) instanceof Value.Integers integers) {
      return integers.values().size() == 1
          ? new Value.Integers(integers.values(), true)
          : unsupportedSqueeze();
    }
    if (at(0) instanceof Value.Array array) {
      return squeezed(array, axes);
    }
    Optional<Value.Flow> in = context.flow(node, 0);
    Optional<Maps> maps = in.flatMap(context::maps);
    if (maps.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean pixels =
        in.get().rank() == 4
            && maps.get().pixels() == 1
            && axes.map(a -> a.stream().map(x -> x < 0 ? x + 4 : x).sorted().toList())
                .filter(List.of(2L, 3L)::equals)
                .isPresent();
    return pixels ? Value.Flow.of(in.get().place(), 2) : unsupportedSqueeze();
  }

  private Value unsupportedSqueeze() {
    node.unsupported("Only a Squeeze of rows and columns can be imported.");
    return Value.UNKNOWN;
  }

  private Value squeezed(Value.Array array, Optional<List<Long>> axes) {
    List<Integer> dims = new ArrayList<>();
    int rank = array.dims().size();
    for (long axis : axes.orElse(List.of())) {
      long at = axis < 0 ? axis + rank : axis;
      if (at < 0 || at >= rank || array.dims().get((int) at) != 1) {
        node.wrong("the axis " + axis + " of " + array.dims() + " is not 1");
        return Value.UNKNOWN;
      }
    }
    for (int i = 0; i < rank; i++) {
      long axis = i;
      boolean out =
          axes.map(a -> a.contains(axis) || a.contains(axis - rank))
              .orElse(array.dims().get(i) == 1);
      if (!out) {
        dims.add(array.dims().get(i));
      }
    }
    return array.transposed() ? unsupportedSqueeze() : new Value.Array(array.tensor(), dims, false);
  }

  /** An attribute up to operator set 12, then an input. */
  private Optional<List<Long>> axes() {
    return node.node().has(1)
        ? context.integers(node, 1).map(Value.Integers::values)
        : node.integers("axes");
  }

  /** Of constants: numbers of a shape become a list of one, constants for each channel get axes. */
  Value unsqueeze() {
    node.allow(Set.of("axes"));
    if (!node.arity(1, 2)) {
      return Value.UNKNOWN;
    }
    Optional<List<Long>> axes = axes();
    if (at(0) instanceof Value.Integers integers && integers.scalar()) {
      return new Value.Integers(integers.values(), false);
    }
    if (at(0) instanceof Value.Array array && !array.transposed() && axes.isPresent()) {
      int rank = array.dims().size() + axes.get().size();
      List<Integer> dims = new ArrayList<>(array.dims());
      long last = -1;
      for (long axis : axes.get().stream().map(a -> a < 0 ? a + rank : a).sorted().toList()) {
        if (axis <= last || axis > dims.size()) {
          node.wrong("it has no axis " + axis + ", or has it twice");
          return Value.UNKNOWN;
        }
        dims.add((int) axis, 1);
        last = axis;
      }
      return new Value.Array(array.tensor(), dims, false);
    }
    if (!(at(0) instanceof Value.Unknown)) {
      node.unsupported("Only an Unsqueeze of constants can be imported.");
    }
    return Value.UNKNOWN;
  }

  /** A matrix of constants with rows and columns exchanged. */
  Value transpose() {
    node.allow(Set.of("perm"));
    if (!node.arity(1, 1)) {
      return Value.UNKNOWN;
    }
    List<Long> order = node.integers("perm").orElse(List.of(1L, 0L));
    if (at(0) instanceof Value.Array array
        && array.dims().size() == 2
        && order.equals(List.of(0L, 1L))) {
      return array;
    }
    boolean exchanged = order.equals(List.of(1L, 0L));
    if (at(0) instanceof Value.Array array && array.dims().size() == 2 && exchanged) {
      List<Integer> dims = List.of(array.dims().get(1), array.dims().get(0));
      return new Value.Array(array.tensor(), dims, !array.transposed());
    }
    if (!(at(0) instanceof Value.Unknown)) {
      node.unsupported(
          "Only a Transpose of a constant matrix can be imported.",
          "Export the model with channels first, as [N, C, H, W].");
    }
    return Value.UNKNOWN;
  }

  /** The mean of rows and columns: axes are an attribute up to operator set 17. */
  Value reduceMean() {
    node.allow(Set.of("axes", "keepdims", "noop_with_empty_axes"));
    Optional<Value.Flow> in = node.arity(1, 2) ? context.flow(node, 0) : Optional.empty();
    if (in.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean space =
        in.get().rank() == 4
            && axes()
                .map(a -> a.stream().map(x -> x < 0 ? x + 4 : x).sorted().toList())
                .filter(List.of(2L, 3L)::equals)
                .isPresent();
    if (!space) {
      node.unsupported("Only a ReduceMean over rows and columns can be imported.");
    }
    LayerOp mean = new LayerOp.Pool(false, Optional.empty(), false, false);
    int rank = node.integer("keepdims", 1) == 0 ? 2 : 4;
    return context.layer(node, mean, List.of(in.get()), rank);
  }

  /** A value under another name. */
  Value identity() {
    node.allow(Set.of());
    return node.arity(1, 1) ? at(0) : Value.UNKNOWN;
  }
}
