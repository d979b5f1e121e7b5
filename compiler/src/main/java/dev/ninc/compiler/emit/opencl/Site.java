package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.Launch;
import dev.ninc.compiler.plan.opencl.OpenClKernel;

/** A step and the memory that it works on, as words and expressions. */
record Site(Step step, DeviceMemory memory) {

  OpenClKernel kernel() {
    return (OpenClKernel) step.kernel();
  }

  Launch launch() {
    return kernel().launch();
  }

  Region in() {
    return step.in().get(0);
  }

  Region out() {
    return step.out().orElseThrow();
  }

  /** The maps that it reads. */
  Maps inMaps() {
    return in().layout().maps();
  }

  /** The maps that it writes. */
  Maps outMaps() {
    return out().layout().maps();
  }

  /**
   * Where a pixel's first channel lies, as floats from an image's first one: {@code 4096 + pixel *
   * 192}.
   *
   * @param pixel its number, an expression
   */
  static String at(Region region, String pixel) {
    return sum(region.start(), times(pixel, ((Pixels) region.layout()).pixelStride()));
  }

  /**
   * The words of a kernel whose work-items go through a group's units one by one: {@code NAME},
   * {@code TILE}, {@code UNITS}, {@code START} and {@code NEXT}.
   */
  Words units() {
    Launch launch = launch();
    boolean alone = launch.local() == 1;
    return Words.of(
        "NAME",
        launch.kernel(),
        "TILE",
        launch.tile(),
        "UNITS",
        launch.units(),
        "START",
        alone ? "first" : "first + get_local_id(0)",
        "NEXT",
        alone ? "unit++" : "unit += " + launch.local());
  }

  /**
   * What a work-item computes: one unit, or where it is alone in its group, all of them.
   *
   * @param unit in words
   */
  String work(String unit) {
    Launch launch = launch();
    return launch.local() == 1 && launch.tile() > 1
        ? Lines.count(launch.tile()) + " times " + unit
        : unit;
  }

  /** {@link #units}, and {@code ARENA}. */
  Words unitsOfMaps() {
    return units().and("ARENA", memory.arena());
  }
}
