package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.List;

/** Kernels that look at all channels of a pixel. */
final class AcrossText {

  private AcrossText() {}

  static KernelText lrn(Site site, OpenClKernel.Lrn kernel) {
    int channels = site.inMaps().channels();
    Op.Lrn lrn = kernel.lrn();
    return new KernelText(
        site.work("a number"),
        Template.of("shared/lrn.cl"),
        site.unitsOfMaps()
            .and(
                "PIXEL",
                "rest / " + channels,
                "CHANNELS",
                channels,
                "REACH",
                // What lies beyond all channels is left out.
                Math.min(lrn.reach(), channels - 1),
                "SCALE",
                Expressions.number((float) (lrn.alpha() / lrn.size())),
                "BIAS",
                Expressions.number((float) lrn.bias()),
                "NORMALIZED",
                normalized(lrn.beta()),
                "FROM",
                Site.at(site.in(), "pixel"),
                "TO",
                Site.at(site.out(), "pixel")),
        List.of());
  }

  /** x / base^beta; by roots where that is possible: they are faster than a power, and err less. */
  private static String normalized(double beta) {
    if (beta == 0.75) {
      return "x[channel] / (sqrt(base) * sqrt(sqrt(base)))";
    } else if (beta == 0.5) {
      return "x[channel] / sqrt(base)";
    } else if (beta == 1) {
      return "x[channel] / base";
    }
    return "x[channel] / pow(base, " + Expressions.number((float) beta) + ")";
  }

  static KernelText softmax(Site site) {
    return new KernelText(
        site.work("a pixel"),
        Template.of("shared/softmax.cl"),
        site.unitsWithRest()
            .and(
                "CHANNELS",
                site.inMaps().channels(),
                "FROM",
                Site.at(site.in(), site.rest()),
                "TO",
                Site.at(site.out(), site.rest())),
        List.of(Functions.larger(1)));
  }
}
