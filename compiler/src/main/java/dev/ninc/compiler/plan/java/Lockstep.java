package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.cost.NearCache;
import dev.ninc.compiler.plan.cost.Residence;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps that the images of a batch take in lockstep: a panel of outputs for one image after the
 * other, before the next panel. So its weights come from memory once for several images.
 *
 * <p>It pays where the weights of the network don't stay in a cache from one image to the next, and
 * those of the step are many, each multiplied a few times: else there is time to read them ahead.
 * It costs an arena for each of these images.
 */
public final class Lockstep {

  /**
   * Pixels or tiles that a weight is multiplied with, at most. In NIN ImageNet, on full-width
   * AVX-512, eight images in lockstep take 30 and 40 % less time where these are 9, 20 % less at
   * 36, and no less at 49.
   */
  private static final int FEW = 40;

  private Lockstep() {}

  /** The numbers of these steps, counted from 0. */
  public static List<Integer> steps(Plan plan) {
    long all = plan.load().stream().map(Load::form).mapToLong(Lockstep::bytes).sum();
    if (Residence.of(all) == Residence.CACHE) {
      return List.of();
    }
    return IntStream.range(0, plan.run().size())
        .filter(i -> pays(plan.run().get(i), (JavaTarget) plan.target()))
        .boxed()
        .toList();
  }

  private static long bytes(Load.Form form) {
    if (form instanceof JavaForm.WinogradFilters filters) {
      return bytes(filters.grid());
    }
    return form instanceof JavaForm.Filters filters ? bytes(filters.conv()) : 0;
  }

  private static long bytes(WinogradGrid grid) {
    return WinogradLayout.weights(grid) * Float.BYTES;
  }

  private static long bytes(Conv2d conv) {
    return (long) conv.groups() * conv.terms() * Conv2d.padded(conv.outputs()) * Float.BYTES;
  }

  private static boolean pays(Step step, JavaTarget target) {
    if (Division.of(step, target).unit() != Division.Unit.PANELS) {
      return false;
    }
    Kernel kernel = step.kernel();
    if (kernel instanceof ConvolutionKernel.Winograd winograd) {
      return pays(bytes(winograd.grid()), winograd.grid().tiles());
    }
    return kernel instanceof ConvolutionKernel.Direct direct
        && pays(bytes(direct.conv()), direct.conv().out().maps().pixels());
  }

  private static boolean pays(long bytes, int uses) {
    return bytes > NearCache.WEIGHTS && uses <= FEW;
  }
}
