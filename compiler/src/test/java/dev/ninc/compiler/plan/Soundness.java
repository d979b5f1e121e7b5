package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Plays a Java plan through without computing anything: each float of the arena knows which number
 * lies there, and each step must find the numbers that it reads, and zeros where it reads beyond
 * the image. Two images are played one after the other in the same arena, so that what the first
 * one leaves behind must not matter.
 *
 * <p>This knows nothing of how the planner comes to its places: only what kernels read and write.
 */
final class Soundness {

  private static final long ZERO = 0;
  private static final long GARBAGE = -1;

  private final Plan plan;
  private final Map<Value, Node> nodes;
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final Set<Value> computed = new HashSet<>();
  private final long[] arena;
  private final List<String> problems = new ArrayList<>();
  private int image;

  private Soundness(Plan plan) {
    this.plan = plan;
    this.nodes = plan.graph().byValue();
    this.arena = new long[plan.arenaSize()];
    plan.graph().nodes().forEach(n -> numbers.put(n.out(), numbers.size() + 1));
    plan.run().forEach(s -> computed.addAll(s.covers()));
  }

  /** What is wrong with a plan; the first few problems. */
  static List<String> problems(Plan plan) {
    Soundness soundness = new Soundness(plan);
    soundness.regions();
    for (soundness.image = 1; soundness.image <= 2; soundness.image++) {
      plan.run().forEach(soundness::play);
    }
    return soundness.problems;
  }

  /** Each region lies in a buffer of the plan, and each buffer in the arena. */
  private void regions() {
    plan.regions()
        .forEach(
            (value, region) -> {
              if (!plan.buffers().contains(region.buffer())) {
                problem("the region of " + value + " lies in no buffer of the plan");
              }
              if (!region.layout().maps().equals(nodes.get(value).maps())) {
                problem("the region of " + value + " is for other maps");
              }
            });
  }

  // Steps -----------------------------------------------------------------------------------------

  private void play(Step step) {
    if (problems.size() > 5) {
      return;
    }
    JavaKernel kernel = (JavaKernel) step.kernel();
    reads(step, kernel);
    if (kernel instanceof JavaKernel.ZeroBorder zero) {
      zero(step, zero.frame());
    }
    if (kernel instanceof JavaKernel.Fused fused) {
      between(step, fused);
    }
    if (kernel instanceof ConvolutionKernel.WinogradTiles) {
      tiles(step.out().orElseThrow(), (at, number) -> fill(step, at, at + 1, number));
    } else if (step.out().isPresent()) {
      write(step, kernel, step.out().get());
    }
    reads(step, kernel);
  }

  /** Each float of transformed tiles, and what lies there. */
  private void tiles(Region region, BiConsumer<Integer, Long> each) {
    Maps maps = region.layout().maps();
    long number = ((long) image << 60) | ((long) (numbers.size() + region.start()) << 32);
    for (int point = 0; point < maps.height(); point++) {
      for (int tile = 0; tile < maps.width(); tile++) {
        for (int c = 0; c < Conv2d.padded(maps.channels()); c++) {
          int at = region.index(c, point, tile);
          each.accept(at, c < maps.channels() ? number + at : GARBAGE);
        }
      }
    }
  }

  private void tile(Step step, int at, long number) {
    if (number != GARBAGE && (at < 0 || at >= arena.length || arena[at] != number)) {
      problem(step.id() + " of image " + image + " does not find its tiles at " + at);
    }
  }

  /** What the patches of all tiles cover, zeros around the maps included. */
  private void patches(Step step, Conv2d conv, WinogradGrid grid) {
    var pad = conv.window().pad();
    Value value = conv.conv().in();
    for (int y = 0; y < grid.rows() * grid.m() + grid.r() - 1; y++) {
      for (int x = 0; x < grid.columns() * grid.m() + grid.r() - 1; x++) {
        pixel(step, value, step.in().get(0), y - pad.top(), x - pad.left());
      }
    }
  }

  /** What lies between the stages has a place of its own, one band behind the other. */
  private void between(Step step, JavaKernel.Fused fused) {
    int end = 0;
    for (Region region : fused.between()) {
      if (region.start() < end || region.start() + size(region) > fused.floats()) {
        problem(step.id() + " has two bands in one place, or one outside of all");
      }
      end = region.start() + size(region);
    }
  }

  /** Everything that a step reads must be there, before it writes and still after. */
  private void reads(Step step, JavaKernel kernel) {
    if (kernel instanceof ConvolutionKernel.WinogradTiles tiles) {
      patches(step, tiles.conv(), tiles.grid());
      return;
    }
    if (kernel instanceof ConvolutionKernel.FusedWinograd fused) {
      patches(step, fused.conv(), fused.grid());
      return;
    }
    if (kernel instanceof ConvolutionKernel.Winograd winograd) {
      if (winograd.form() == ConvolutionKernel.Winograd.Form.PANELS) {
        tiles(step.in().get(0), (at, number) -> tile(step, at, number));
      } else {
        patches(step, winograd.conv(), winograd.grid());
      }
      return;
    }
    List<Value> values = values(step, kernel);
    if (values.size() != step.in().size()) {
      problem(step.id() + " reads " + step.in().size() + " regions for " + values);
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      Node node = nodes.get(first(step));
      if (node != null && node.op() instanceof Op.Conv conv) {
        window(step, values.get(i), step.in().get(i), conv.window(), node.maps());
      } else {
        all(step, values.get(i), step.in().get(i));
      }
    }
  }

  private static Value first(Step step) {
    return step.covers().isEmpty() ? null : step.covers().get(0);
  }

  private List<Value> values(Step step, JavaKernel kernel) {
    if (kernel instanceof JavaKernel.Write write) {
      return List.of(plan.graph().outputs().get(write.output()).value());
    }
    if (step.covers().isEmpty()) {
      return List.of();
    }
    return nodes.get(first(step)).op().inputs().stream()
        .filter(v -> nodes.get(v).type() instanceof Maps)
        .toList();
  }

  private void all(Step step, Value value, Region region) {
    Maps maps = nodes.get(value).maps();
    for (int y = 0; y < maps.height(); y++) {
      for (int x = 0; x < maps.width(); x++) {
        pixel(step, value, region, y, x);
      }
    }
  }

  private void window(Step step, Value value, Region region, Window w, Maps out) {
    Set<Integer> seen = new HashSet<>();
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int tap = 0; tap < w.taps(); tap++) {
          int row = y * w.strideY() - w.pad().top() + tap / w.width() * w.dilationY();
          int column = x * w.strideX() - w.pad().left() + tap % w.width() * w.dilationX();
          if (seen.add(row * 10_000 + column)) {
            pixel(step, value, region, row, column);
          }
        }
      }
    }
  }

  private void pixel(Step step, Value value, Region region, int y, int x) {
    Maps maps = nodes.get(value).maps();
    boolean inside = y >= 0 && y < maps.height() && x >= 0 && x < maps.width();
    for (int c = 0; c < maps.channels(); c++) {
      int at = region.index(c, y, x);
      long expected = inside ? number(value, c, y, x) : ZERO;
      if (at < 0 || at >= arena.length) {
        problem(step.id() + " reads outside of the arena, at " + at);
      } else if (arena[at] != expected) {
        problem(
            "%s of image %d does not find %s (%d, %d, %d) at %d"
                .formatted(step.id(), image, inside ? value : "zero", c, y, x, at));
        return;
      }
    }
  }

  private void write(Step step, JavaKernel kernel, Region region) {
    Value value = step.covers().get(step.covers().size() - 1);
    Maps maps = nodes.get(value).maps();
    int lanes = lanes(kernel, nodes.get(value), maps.channels());
    for (int y = 0; y < maps.height(); y++) {
      for (int x = 0; x < maps.width(); x++) {
        for (int c = 0; c < lanes; c++) {
          int at = region.index(c, y, x);
          long number = c < maps.channels() ? number(value, c, y, x) : GARBAGE;
          fill(step, at, at + 1, number);
        }
      }
    }
  }

  /** Floats that a kernel writes for each pixel: vector kernels write whole vectors of 16. */
  private static int lanes(JavaKernel kernel, Node node, int channels) {
    if (node.op() instanceof Op.Conv conv && !(kernel instanceof ConvolutionKernel.Depthwise)) {
      int each = channels / conv.groups();
      return channels - each + Conv2d.padded(each);
    }
    boolean exact =
        kernel instanceof JavaKernel.Read
            || kernel instanceof JavaKernel.Gather
            || kernel instanceof JavaKernel.Softmax
            || kernel instanceof JavaKernel.Lrn
            || (kernel instanceof JavaKernel.Activate a && !a.act().isCheap());
    return exact ? channels : Conv2d.padded(channels);
  }

  private void zero(Step step, JavaKernel.ZeroBorder.Frame f) {
    int end = f.start() + f.rows() * f.rowLength();
    fill(step, f.start(), f.start() + f.top() * f.rowLength(), ZERO);
    fill(step, end - f.bottom() * f.rowLength(), end, ZERO);
    for (int y = f.top(); y < f.rows() - f.bottom(); y++) {
      int row = f.start() + y * f.rowLength();
      fill(step, row, row + f.left(), ZERO);
      fill(step, row + f.rowLength() - f.right(), row + f.rowLength(), ZERO);
    }
  }

  private void fill(Step step, int from, int to, long number) {
    for (int at = from; at < to; at++) {
      if (at < 0 || at >= arena.length) {
        problem(step.id() + " writes outside of the arena, at " + at);
        return;
      }
      arena[at] = number;
    }
  }

  private static int size(Region region) {
    Pixels pixels = (Pixels) region.layout();
    return pixels.maps().height() * pixels.rowStride();
  }

  // Numbers ---------------------------------------------------------------------------------------

  /** What lies where a value's number is expected: concatenated in place, it is its part's. */
  private long number(Value value, int channel, int y, int x) {
    Op op = nodes.get(value).op();
    if (!computed.contains(value) && op instanceof Op.Dropout dropout) {
      return number(dropout.in(), channel, y, x);
    }
    if (!computed.contains(value) && op instanceof Op.Concat concat) {
      int first = 0;
      for (Value part : concat.in()) {
        int channels = nodes.get(part).maps().channels();
        if (channel < first + channels) {
          return number(part, channel - first, y, x);
        }
        first += channels;
      }
    }
    Maps maps = nodes.get(value).maps();
    long index = ((long) channel * maps.height() + y) * maps.width() + x;
    return ((long) image << 60) | ((long) numbers.get(value) << 32) | index;
  }

  private void problem(String what) {
    problems.add(what);
  }
}
