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
import dev.ninc.compiler.source.CompilerBug;

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
    int stride = ((Pixels) region.layout()).pixelStride();
    return sum(region.start(), pixel.equals("0") ? pixel : times(pixel, stride));
  }

  /**
   * The words of a kernel whose work-items go through a group's units one by one: {@code NAME},
   * {@code UNITS}, the lines {@code BEGIN}, and {@code EACH_UNIT}, which begins a block for each
   * {@code unit}.
   */
  Words units() {
    Launch launch = launch();
    String all = "images * " + launch.units();
    Words words = Words.of("NAME", launch.kernel(), "UNITS", launch.units());
    if (launch.local() == 1) {
      String tile = "" + launch.tile();
      return words.and(
          "BEGIN",
          "const int first = get_group_id(0) * %s;\nconst int end = min(first + %s, %s);"
              .formatted(tile, tile, all),
          "EACH_UNIT",
          "for (int unit = first; unit < end; unit++)");
    }
    if (launch.local() != launch.tile()) {
      throw new CompilerBug(launch.kernel() + " has work-items for more than one unit each");
    }
    return words.and(
        "BEGIN",
        "const int unit = get_group_id(0) * " + launch.local() + " + get_local_id(0);",
        "EACH_UNIT",
        "if (unit < " + all + ")");
  }

  /** A unit's number in its image, an expression; {@link #restLine} comes before it. */
  String rest() {
    return launch().units() == 1 ? "0" : "rest";
  }

  /** The line {@code REST}; none where an image is one unit. */
  private String restLine() {
    int units = launch().units();
    return units == 1 ? "" : "const int rest = unit % " + units + ";";
  }

  /**
   * What a work-item computes: one unit, or where it is alone in its group, up to so many.
   *
   * @param unit in words: {@code a pixel}, {@code 4 channels of a pixel}
   */
  String work(String unit) {
    Launch launch = launch();
    if (launch.local() > 1 || launch.tile() == 1) {
      return unit;
    }
    String most = "up to " + Lines.count(launch.tile());
    return unit.startsWith("a ") ? most + unit.substring(1) + "s" : most + " times " + unit;
  }

  /** {@link #units}, {@code ARENA}, and {@code REST}. */
  Words unitsWithRest() {
    return unitsOfMaps().and("REST", restLine());
  }

  /** {@link #units}, and {@code ARENA}. */
  Words unitsOfMaps() {
    return units().and("ARENA", memory.arena());
  }
}
