package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.ArrayList;
import java.util.List;

/** Kernels that bring numbers to another place. */
final class MovingText {

  private MovingText() {}

  static KernelText read(Site site, OpenClKernel.Read kernel) {
    Vector vector = new Vector(kernel.vectors());
    int channels = site.outMaps().channels();
    int width = kernel.vectors().width();
    boolean whole = kernel.vectors().count() == 1;
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/read.cl"),
        site.unitsWithRest()
            .and(vector.place(site.rest()))
            .and(
                "INPUTS",
                site.memory().in(),
                "PIXELS",
                site.outMaps().pixels(),
                "FIRST",
                vector.channel(),
                "LAST",
                whole ? channels : "min(channel + " + width + ", " + channels + ")",
                "TO",
                Site.at(site.out(), "pixel")),
        List.of());
  }

  static KernelText write(Site site, OpenClKernel.Write kernel) {
    int pixels = site.inMaps().pixels();
    return new KernelText(
        site.work("a number"),
        Template.of("shared/write.cl"),
        site.unitsWithRest()
            .and(
                "OUTPUTS",
                site.memory().out(),
                "AT",
                sum(kernel.at(), site.rest()),
                "FROM",
                pixels == 1
                    ? sum(site.in().start(), site.rest())
                    : sum(Site.at(site.in(), "rest % " + pixels), "rest / " + pixels)),
        List.of());
  }

  static KernelText gather(Site site) {
    int channels = site.outMaps().channels();
    return new KernelText(
        site.work("a number"),
        Template.of("shared/gather.cl"),
        site.unitsOfMaps()
            .and(
                "PIXEL",
                "rest / " + channels,
                "CHANNELS",
                channels,
                "PICK",
                pick(site.step().in()),
                "TO",
                sum(Site.at(site.out(), "pixel"), "channel")),
        List.of());
  }

  /** Takes {@code x} of the branch that {@code channel} lies in. */
  private static String pick(List<Region> branches) {
    List<String> cases = new ArrayList<>();
    int first = 0;
    for (Region branch : branches) {
      Maps maps = branch.layout().maps();
      String take =
          "  x = maps[" + sum(Site.at(branch, "pixel"), Expressions.minus("channel", first)) + "];";
      first += maps.channels();
      boolean last = cases.size() == branches.size() - 1;
      cases.add((last ? "{" : "if (channel < " + first + ") {") + "\n" + take + "\n}");
    }
    return String.join(" else ", cases);
  }
}
