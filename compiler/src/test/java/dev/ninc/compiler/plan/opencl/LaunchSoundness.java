package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How an OpenCL plan enqueues its kernels: what is wrong with it. */
final class LaunchSoundness {

  private final Plan plan;
  private final DeviceProfile profile;
  private final List<String> problems = new ArrayList<>();

  private LaunchSoundness(Plan plan, DeviceProfile profile) {
    this.plan = plan;
    this.profile = profile;
  }

  static List<String> problems(Plan plan, DeviceProfile profile) {
    LaunchSoundness soundness = new LaunchSoundness(plan, profile);
    Set<String> names = new HashSet<>();
    for (Step step : plan.run()) {
      Launch launch = ((OpenClKernel) step.kernel()).launch();
      if (!names.add(launch.kernel()) || !launch.kernel().matches("k_[A-Za-z0-9_]+")) {
        soundness.problems.add("a second kernel or no identifier: " + launch.kernel());
      }
      soundness.launch(step, (OpenClKernel) step.kernel());
    }
    soundness.results();
    return soundness.problems;
  }

  private void launch(Step step, OpenClKernel kernel) {
    Launch launch = kernel.launch();
    if (launch.local() > profile.workGroup() || launch.localBytes() > profile.localBytes()) {
      problems.add(step.id() + " is too large for " + profile + ": " + launch);
    }
    if (launch.units() != units(step, kernel)) {
      problems.add(step.id() + " has " + launch.units() + " units, not " + units(step, kernel));
    }
    DeviceSoundness.vectors(kernel).ifPresent(v -> vectors(step, v));
    if (kernel instanceof ConvolutionKernel.GroupConvolution conv) {
      tile(step, launch, conv.tile());
    } else if (kernel instanceof ConvolutionKernel.WinogradProducts products) {
      tile(step, launch, products.tile());
    } else if (kernel instanceof ConvolutionKernel.Chain chain) {
      chain(step, chain.tile(), launch, chain.tile().pixels());
    } else if (kernel instanceof ConvolutionKernel.GroupEnding ending) {
      chain(step, ending.tile(), launch, 1);
    }
    grid(kernel).ifPresent(grid -> tiles(step, grid));
  }

  /** Tiles cover the output, and the points between the steps are those of the grid. */
  private void tiles(Step step, WinogradGrid grid) {
    boolean covered =
        grid.rows() * grid.m() >= grid.out().height()
            && grid.columns() * grid.m() >= grid.out().width();
    boolean between =
        Stream.concat(step.in().stream(), step.out().stream())
            .map(r -> r.layout().maps())
            .anyMatch(m -> m.height() == grid.points() && m.width() == grid.tiles());
    if (!covered || !between) {
      problems.add(step.id() + " has no such tiles: " + grid);
    }
  }

  private static Optional<WinogradGrid> grid(OpenClKernel kernel) {
    if (kernel instanceof ConvolutionKernel.WinogradPatches patches) {
      return Optional.of(patches.grid());
    } else if (kernel instanceof ConvolutionKernel.WinogradProducts products) {
      return Optional.of(products.grid());
    } else if (kernel instanceof ConvolutionKernel.WinogradOutputs outputs) {
      return Optional.of(outputs.grid());
    }
    return kernel instanceof ConvolutionKernel.ItemWinograd item
        ? Optional.of(item.grid())
        : Optional.empty();
  }

  private void tile(Step step, Launch launch, GroupTile tile) {
    if (tile.items() != launch.local()
        || tile.pixels() != launch.tile()
        || tile.localBytes() != launch.localBytes()
        || tile.registers() > profile.registers()) {
      problems.add(step.id() + " has a tile of its own: " + tile);
    }
  }

  /** A work-group has the size and the memory of its tile, and takes its pixels or an image. */
  private void chain(Step step, ChainTile tile, Launch launch, int taken) {
    if (tile.items() != launch.local()
        || taken != launch.tile()
        || tile.localBytes() != launch.localBytes()
        || tile.registers() > profile.registers()) {
      problems.add(step.id() + " has a tile of its own: " + tile);
    }
  }

  /** Vectors cover the channels, stay in the pixel and begin where vectors may begin. */
  private void vectors(Step step, Vectors v) {
    Pixels out = (Pixels) step.out().orElseThrow().layout();
    int channels = out.maps().channels();
    boolean exact = v.count() * v.width() >= channels && (v.count() - 1) * v.width() < channels;
    boolean inPixels =
        Stream.concat(step.in().stream(), step.out().stream())
            .map(r -> (Pixels) r.layout())
            .allMatch(p -> v.count() * v.width() <= p.pixelStride());
    if (!exact || !inPixels) {
      problems.add(step.id() + " has vectors that do not fit: " + v);
    }
  }

  private static int units(Step step, OpenClKernel kernel) {
    Region any = step.out().orElseGet(() -> step.in().get(0));
    Maps maps = any.layout().maps();
    boolean byPixel =
        kernel instanceof ConvolutionKernel.ItemConvolution
            || kernel instanceof ConvolutionKernel.GroupConvolution
            || kernel instanceof ConvolutionKernel.Chain
            || kernel instanceof OpenClKernel.Softmax;
    if (kernel instanceof ConvolutionKernel.GroupEnding
        || kernel instanceof ConvolutionKernel.ItemEnding) {
      return 1;
    }
    Optional<Vectors> vectors = DeviceSoundness.vectors(kernel);
    if (grid(kernel).isPresent()) {
      return grid(kernel).get().tiles() * vectors.map(Vectors::count).orElse(1);
    }
    int ofPixel = byPixel ? 1 : vectors.map(Vectors::count).orElse(maps.channels());
    return maps.pixels() * ofPixel;
  }

  /** Results lie one after the other. */
  private void results() {
    int next = 0;
    for (int output = 0; output < plan.graph().outputs().size(); output++) {
      int number = output;
      int at =
          plan.run().stream()
              .filter(s -> s.kernel() instanceof OpenClKernel.Write w && w.output() == number)
              .mapToInt(s -> ((OpenClKernel.Write) s.kernel()).at())
              .sum();
      if (at != next) {
        problems.add("output " + output + " is at " + at + ", not " + next);
      }
      next += (int) plan.graph().node(plan.graph().outputs().get(output).value()).maps().size();
    }
    if (next != DeviceMemory.of(plan).out()) {
      problems.add("results end at " + next);
    }
  }
}
