package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.List;
import java.util.stream.Collectors;

/** Kernels that treat each number, or each channel, on its own. */
final class NumbersText {

  private NumbersText() {}

  static KernelText activate(Site site, OpenClKernel.Activate kernel) {
    Vector vector = new Vector(kernel.vectors());
    int lanes = kernel.vectors().width();
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/activate.cl"),
        words(site, vector)
            .and(
                "TYPE",
                vector.type(),
                "LOADED",
                vector.of(Site.at(site.in(), "pixel")),
                "ACTIVATED",
                Functions.call(kernel.act(), lanes, "x")),
        Functions.of(kernel.act(), lanes));
  }

  static KernelText affine(Site site, OpenClKernel.Affine kernel) {
    Vector vector = new Vector(kernel.vectors());
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/affine.cl"),
        words(site, vector)
            .and(
                "LOADED",
                vector.of(Site.at(site.in(), "pixel")),
                "GAIN",
                vector.weights("" + kernel.gain()),
                "SHIFT",
                vector.weights("" + kernel.shift())),
        List.of());
  }

  static KernelText sum(Site site, OpenClKernel.Sum kernel) {
    Vector vector = new Vector(kernel.vectors());
    int lanes = kernel.vectors().width();
    List<Region> others = site.step().in().subList(1, site.step().in().size());
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/sum.cl"),
        words(site, vector)
            .and(
                "TYPE",
                vector.type(),
                "LOADED",
                vector.of(Site.at(site.in(), "pixel")),
                "ADD",
                others.stream()
                    .map(region -> "s += " + vector.of(Site.at(region, "pixel")) + ";")
                    .collect(Collectors.joining("\n")),
                "ACTIVATED",
                Functions.call(kernel.act(), lanes, "s")),
        Functions.of(kernel.act(), lanes));
  }

  /** The mean of each channel: its only pixel is pixel 0. */
  static KernelText mean(Site site, OpenClKernel.Mean kernel) {
    Vector vector = new Vector(kernel.vectors());
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/mean.cl"),
        site.unitsOfMaps()
            .and(vector.channel("unit"))
            .and(
                "TYPE",
                vector.type(),
                "PIXELS",
                site.inMaps().pixels(),
                "LOADED",
                vector.of(Site.at(site.in(), "pixel")),
                "STORED",
                vector.of("" + site.out().start())),
        List.of());
  }

  private static Words words(Site site, Vector vector) {
    return site.unitsWithRest()
        .and(vector.place(site.rest()))
        .and("STORED", vector.of(Site.at(site.out(), "pixel")));
  }
}
