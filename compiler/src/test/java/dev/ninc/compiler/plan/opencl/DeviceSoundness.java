package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plays an OpenCL plan through without computing anything: each float of an image's arena knows
 * which number lies there, and each step must find the numbers that it reads, before it writes and
 * still after, since its work-items run in any order. Two batches are played one after the other,
 * so that what the first one leaves behind must not matter.
 *
 * <p>This knows nothing of how the planner comes to its places: only what kernels read and write.
 */
final class DeviceSoundness {

  private static final long GARBAGE = -1;

  private final Plan plan;
  private final Map<Value, Node> nodes;
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final Set<Value> computed = new HashSet<>();
  private final long[] arena;
  private final List<String> problems = new ArrayList<>();
  private int batch;

  private DeviceSoundness(Plan plan) {
    this.plan = plan;
    this.nodes = plan.graph().byValue();
    this.arena = new long[DeviceMemory.of(plan).arena()];
    plan.graph().nodes().forEach(n -> numbers.put(n.out(), numbers.size() + 1));
    plan.run().stream()
        .filter(s -> s.covers().isEmpty() && s.out().isPresent())
        .forEach(s -> numbers.put(new Value(s.id()), numbers.size() + 1));
    plan.run().forEach(s -> computed.addAll(s.covers()));
  }

  /** What is wrong with a plan; the first few problems. */
  static List<String> problems(Plan plan) {
    DeviceSoundness soundness = new DeviceSoundness(plan);
    soundness.regions();
    for (soundness.batch = 1; soundness.batch <= 2; soundness.batch++) {
      plan.run().forEach(soundness::play);
    }
    return soundness.problems;
  }

  /** Each region lies in a buffer of the plan, and starts where vectors may start. */
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
              if (region.start() % 16 != 0) {
                problem("the region of " + value + " starts at " + region.start());
              }
            });
    if (arena.length % 16 != 0) {
      problem("images lie " + arena.length + " floats apart");
    }
  }

  private void play(Step step) {
    if (problems.size() > 5) {
      return;
    }
    reads(step);
    step.out().ifPresent(region -> write(step, region));
    reads(step);
  }

  private void reads(Step step) {
    List<Value> values = values(step);
    if (values.size() != step.in().size()) {
      problem(step.id() + " reads " + step.in().size() + " regions for " + values);
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      all(step, values.get(i), step.in().get(i));
    }
  }

  private List<Value> values(Step step) {
    if (step.kernel() instanceof OpenClKernel.Write write) {
      return List.of(plan.graph().outputs().get(write.output()).value());
    }
    if (step.kernel() instanceof ConvolutionKernel.WinogradPatches patches) {
      return List.of(patches.conv().conv().in());
    }
    if (step.kernel() instanceof ConvolutionKernel.WinogradProducts) {
      return List.of(new Value(step.id().replace(":products", ":tiles")));
    }
    if (step.kernel() instanceof ConvolutionKernel.ItemWinograd) {
      return List.of(new Value(step.id() + ":tiles"));
    }
    if (step.kernel() instanceof ConvolutionKernel.WinogradOutputs) {
      return List.of(new Value(step.id() + ":products"));
    }
    return nodes.get(step.covers().get(0)).op().inputs().stream()
        .filter(v -> nodes.get(v).type() instanceof Maps)
        .toList();
  }

  private void all(Step step, Value value, Region region) {
    Maps maps = maps(value, region);
    for (int c = 0; c < maps.channels(); c++) {
      for (int y = 0; y < maps.height(); y++) {
        for (int x = 0; x < maps.width(); x++) {
          int at = region.index(c, y, x);
          if (at < 0 || at >= arena.length) {
            problem(step.id() + " reads outside of the arena, at " + at);
            return;
          } else if (arena[at] != number(value, maps, c, y, x)) {
            problem(
                "%s of batch %d does not find %s (%d, %d, %d) at %d"
                    .formatted(step.id(), batch, value, c, y, x, at));
            return;
          }
        }
      }
    }
  }

  /** What a step leaves for the next one of the same layer is no value of the graph. */
  private Maps maps(Value value, Region region) {
    return nodes.containsKey(value) ? nodes.get(value).maps() : region.layout().maps();
  }

  private void write(Step step, Region region) {
    Value value =
        step.covers().isEmpty()
            ? new Value(step.id())
            : step.covers().get(step.covers().size() - 1);
    Maps maps = maps(value, region);
    int lanes = lanes((OpenClKernel) step.kernel(), maps.channels());
    for (int y = 0; y < maps.height(); y++) {
      for (int x = 0; x < maps.width(); x++) {
        for (int c = 0; c < lanes; c++) {
          int at = region.index(c, y, x);
          if (at < 0 || at >= arena.length) {
            problem(step.id() + " writes outside of the arena, at " + at);
            return;
          }
          arena[at] = c < maps.channels() ? number(value, maps, c, y, x) : GARBAGE;
        }
      }
    }
  }

  /** Floats that a kernel writes for each pixel, at most: whole vectors, where it has some. */
  private static int lanes(OpenClKernel kernel, int channels) {
    boolean dense =
        kernel instanceof ConvolutionKernel.Chain
            || kernel instanceof ConvolutionKernel.ItemConvolution i && i.conv().groups() == 1
            || kernel instanceof ConvolutionKernel.GroupConvolution g && g.conv().groups() == 1
            || kernel instanceof ConvolutionKernel.ItemWinograd
            || kernel instanceof ConvolutionKernel.WinogradProducts;
    if (dense) {
      return PixelStride.of(channels);
    }
    return vectors(kernel).map(v -> v.count() * v.width()).orElse(channels);
  }

  /** The vectors of a kernel that goes through vectors. */
  static Optional<Vectors> vectors(OpenClKernel kernel) {
    return kernel.match(new VectorsOf());
  }

  /** What lies where a value's number is expected: concatenated in place, it is its part's. */
  private long number(Value value, Maps maps, int channel, int y, int x) {
    return nodes.containsKey(value)
        ? number(value, channel, y, x)
        : numbered(value, maps, channel, y, x);
  }

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
    return numbered(value, nodes.get(value).maps(), channel, y, x);
  }

  private long numbered(Value value, Maps maps, int channel, int y, int x) {
    long index = ((long) channel * maps.height() + y) * maps.width() + x;
    return ((long) batch << 60) | ((long) numbers.get(value) << 32) | index;
  }

  private void problem(String what) {
    problems.add(what);
  }
}
