package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op.Pool.Rounding;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that slide a window over maps, and Pad, which belongs to the next of them. */
final class WindowOps {

  private static final int LARGEST = 4_096;
  private static final int MOST_OUTPUTS = 1 << 20;
  private static final int[] ONES = {1, 1};

  private static final Set<String> POOL =
      Set.of(
          "auto_pad",
          "ceil_mode",
          "count_include_pad",
          "dilations",
          "kernel_shape",
          "pads",
          "storage_order",
          "strides");

  private final Context context;
  private final NodeReader node;

  WindowOps(Context context, NodeReader node) {
    this.context = context;
    this.node = node;
  }

  /** Inputs: maps, weights [outputs, channels / groups, rows, columns], perhaps a bias. */
  Value conv() {
    node.allow(Set.of("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"));
    if (!node.arity(2, 3)) {
      return Value.UNKNOWN;
    }
    Optional<Value.Flow> in = context.bordered(node, 0);
    Optional<Value.Array> weight = context.array(node, 1);
    Optional<Blob> numbers = weight.flatMap(w -> context.blob(node, 1));
    boolean biased = node.node().has(2);
    Optional<Blob> bias = biased ? context.blob(node, 2) : Optional.empty();
    if (in.isEmpty() || numbers.isEmpty() || biased && bias.isEmpty() || !isPlane(in.get())) {
      return Value.UNKNOWN;
    }
    Optional<Maps> maps = context.maps(in.get());
    if (maps.isEmpty() || !fits(weight.get(), bias, maps.get())) {
      return Value.UNKNOWN;
    }
    List<Integer> dims = weight.get().dims();
    int[] kernel = {dims.get(2), dims.get(3)};
    if (!Arrays.equals(kernel, node.integers("kernel_shape", kernel, 1, LARGEST))) {
      node.wrong("`kernel_shape` is not that of the weights, " + dims);
    }
    int[] dilations = node.integers("dilations", ONES, 1, LARGEST);
    Window window = window(kernel, dilations, maps.get(), in.get().border());
    if (!in.get().border().isNone() && in.get().border().cells() != 0) {
      node.unsupported("A Pad in front of Conv can put zeros around maps alone.");
    }
    List<Blob> arrays = new ArrayList<>(numbers.stream().toList());
    bias.ifPresent(arrays::add);
    return layer(weight.get(), window, in.get(), maps.get(), arrays);
  }

  private Value layer(
      Value.Array weight, Window window, Value.Flow in, Maps maps, List<Blob> arrays) {
    int outputs = weight.dims().get(0);
    int groups = node.integer("group", 1, 1, MOST_OUTPUTS);
    boolean whole =
        window.equals(new Window(maps.height(), maps.width(), 1, 1, 1, 1, Padding.NONE));
    boolean connected = whole && groups == 1 && weight.tensor().dims().size() == 2;
    LayerOp op =
        connected
            ? new LayerOp.Fc(outputs, arrays.size() == 2, false, Optional.empty())
            : new LayerOp.Conv(outputs, window, groups, arrays.size() == 2, Optional.empty());
    return context.layer(node, weight.tensor(), op, in, 4, arrays);
  }

  private boolean fits(Value.Array weight, Optional<Blob> bias, Maps maps) {
    List<Integer> dims = weight.dims();
    if (dims.size() != 4 || weight.transposed()) {
      node.unsupported("Only a convolution over rows and columns can be imported.");
      return false;
    }
    int groups = node.integer("group", 1, 1, MOST_OUTPUTS);
    boolean sized =
        dims.get(0) >= 1
            && dims.get(0) <= MOST_OUTPUTS
            && dims.get(0) % groups == 0
            && Math.max(dims.get(2), dims.get(3)) <= LARGEST
            && Math.min(dims.get(2), dims.get(3)) >= 1;
    if (!sized || (long) dims.get(1) * groups != maps.channels()) {
      node.misfit(
          "weights " + dims + (groups == 1 ? "" : " in " + groups + " groups") + ", maps " + maps);
    } else if (bias.isPresent() && bias.get().values().length != dims.get(0)) {
      node.misfit("a bias " + bias.get().dims() + " for " + dims.get(0) + " outputs");
    }
    return node.isSound();
  }

  Value pool(boolean max) {
    node.allow(POOL);
    if (!node.arity(1, 1)) {
      return Value.UNKNOWN;
    }
    Optional<Value.Flow> in = context.bordered(node, 0).filter(this::isPlane);
    Optional<Maps> maps = in.flatMap(context::maps);
    if (maps.isEmpty()) {
      return Value.UNKNOWN;
    }
    boolean ceil = node.flag("ceil_mode") && automatic().equals("NOTSET");
    Window window = window(poolKernel(), ONES, maps.get(), in.get().border());
    boolean counts = !max && node.flag("count_include_pad");
    if (!node.isSound() || !canReachInto(in.get(), max)) {
      return Value.UNKNOWN;
    }
    Padding counted = max ? Padding.NONE : counts ? window.pad() : in.get().border().pad();
    Rounding rounding = ceil ? Rounding.CEIL : Rounding.FLOOR;
    PoolWindows windows =
        PoolWindows.of(maps.get(), window, in.get().border().pad(), rounding, max, counted);
    if (windows.isEmpty()) {
      node.misfit("the window " + window + " is larger than what it slides over, " + maps.get());
      return Value.UNKNOWN;
    }
    if (counts && context.operatorSet() < 19 && windows.reachBeyondPadding()) {
      node.unsupported(
          "What " + node.title() + " divides by at the end is not settled before operator set 19.",
          "Convert the model: `onnx.version_converter.convert_version(model, 19)`.");
      return Value.UNKNOWN;
    }
    Optional<LayerOp> op = windows.written();
    if (op.isEmpty()) {
      node.unsupported("The padding of " + node.title() + " has no counterpart in a `.nin` file.");
      return Value.UNKNOWN;
    }
    return context.layer(node, op.get(), Value.Flow.of(in.get().place(), 4));
  }

  private int[] poolKernel() {
    if (!node.has("kernel_shape")) {
      node.wrong("it has no `kernel_shape`");
    }
    for (int dilation : node.integers("dilations", ONES, 1, LARGEST)) {
      if (dilation != 1) {
        node.unsupported("A pooling window with gaps, `dilations`, cannot be imported.");
      }
    }
    return node.integers("kernel_shape", ONES, 1, LARGEST);
  }

  /** A maximum sees a border; it must not matter, as the language's padding does not. */
  private boolean canReachInto(Value.Flow in, boolean max) {
    if (in.border().isNone()) {
      return true;
    }
    float cells = in.border().cells();
    boolean least = cells <= -Float.MAX_VALUE || cells == 0 && isNeverNegative(in.place());
    if (max ? !least : cells != 0) {
      node.unsupported(
          max
              ? "A Pad in front of MaxPool can be imported behind a ReLU, or with −∞ alone."
              : "A Pad in front of AveragePool can put zeros around maps alone.");
      return false;
    }
    return true;
  }

  private boolean isNeverNegative(int place) {
    return context.net().layer(place).op() instanceof LayerOp.Activate activate
        && Set.of(Activation.RELU, Activation.RELU6, Activation.SIGMOID)
            .contains(activate.function());
  }

  private boolean isPlane(Value.Flow in) {
    if (in.rank() != 4) {
      node.misfit("it slides over rows and columns, and is given a vector");
    }
    return in.rank() == 4;
  }

  private String automatic() {
    String text = node.text("auto_pad", "NOTSET");
    return text.isEmpty() ? "NOTSET" : text;
  }

  /** A window with its own padding and that of a Pad in front of it. */
  private Window window(int[] kernel, int[] dilations, Maps in, Value.Border border) {
    int[] strides = node.integers("strides", ONES, 1, LARGEST);
    Padding b = border.pad();
    int extentY = (kernel[0] - 1) * dilations[0] + 1;
    int extentX = (kernel[1] - 1) * dilations[1] + 1;
    int[] y = sides(in.height() + b.top() + b.bottom(), extentY, strides[0], 0);
    int[] x = sides(in.width() + b.left() + b.right(), extentX, strides[1], 1);
    Padding pad = new Padding(b.top() + y[0], b.left() + x[0], b.bottom() + y[1], b.right() + x[1]);
    return new Window(
        kernel[0], kernel[1], strides[0], strides[1], dilations[0], dilations[1], pad);
  }

  /**
   * The padding along an axis: {@code SAME_UPPER} and {@code SAME_LOWER} give ⌈length / stride⌉
   * positions, the larger half at the end or at the beginning.
   */
  private int[] sides(int length, int extent, int stride, int axis) {
    int[] pads = node.integers("pads", new int[4], 0, LARGEST);
    int positions = (length - 1) / stride + 1;
    int all = Math.max(0, (positions - 1) * stride + extent - length);
    return switch (automatic()) {
      case "NOTSET" -> new int[] {pads[axis], pads[axis + 2]};
      case "VALID" -> new int[2];
      case "SAME_UPPER" -> new int[] {all / 2, all - all / 2};
      case "SAME_LOWER" -> new int[] {all - all / 2, all / 2};
      default -> {
        node.wrong("`auto_pad` is none of NOTSET, VALID, SAME_UPPER and SAME_LOWER");
        yield new int[2];
      }
    };
  }

  Value globalPool(boolean max) {
    node.allow(Set.of());
    Optional<Value.Flow> in =
        node.arity(1, 1) ? context.flow(node, 0).filter(this::isPlane) : Optional.empty();
    return in.isEmpty()
        ? Value.UNKNOWN
        : context.layer(node, new LayerOp.Pool(max, Optional.empty(), false, false), in.get());
  }

  /** The sides of an attribute (up to operator set 10) or of an input. */
  Value pad() {
    boolean late = context.operatorSet() >= 11;
    node.allow(late ? Set.of("mode") : Set.of("mode", "pads", "value"));
    if (!node.arity(late ? 2 : 1, late ? 4 : 1)) {
      return Value.UNKNOWN;
    }
    if (!late && !node.has("pads")) {
      node.wrong("it has no `pads`");
    }
    Optional<Value.Flow> in = context.flow(node, 0).filter(this::isPlane);
    if (!node.text("mode", "constant").equals("constant")) {
      node.unsupported("A Pad that repeats or mirrors maps cannot be imported.");
    }
    if (node.node().has(3)) {
      node.unsupported("A Pad of some axes, by an input, cannot be imported.");
    }
    Optional<List<Long>> sides =
        late ? context.integers(node, 1).map(Value.Integers::values) : node.integers("pads");
    float cells = late ? context.scalar(node, 2).orElse(0f) : node.real("value", 0);
    if (in.isEmpty() || sides.isEmpty() || !node.isSound()) {
      return Value.UNKNOWN;
    }
    return bordered(in.get(), sides.get(), cells);
  }

  private Value bordered(Value.Flow in, List<Long> sides, float cells) {
    boolean planes =
        sides.size() == 8
            && List.of(sides.get(0), sides.get(1), sides.get(4), sides.get(5))
                .equals(List.of(0L, 0L, 0L, 0L));
    if (!planes || sides.stream().anyMatch(side -> side < 0 || side > LARGEST)) {
      node.unsupported("A Pad can put cells around rows and columns alone, not take them away.");
      return Value.UNKNOWN;
    }
    Padding pad =
        new Padding(
            sides.get(2).intValue(),
            sides.get(3).intValue(),
            sides.get(6).intValue(),
            sides.get(7).intValue());
    return new Value.Flow(in.place(), 4, new Value.Border(pad, cells));
  }
}
