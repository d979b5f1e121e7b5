package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.random.LayerFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel of a plan, and what it has to cope with.
 *
 * @param form its name in {@link KernelForms}
 */
record PlannedKernel(String form, LayerFacts facts) {

  /** The kernels of a plan, in the order of its steps. */
  static List<PlannedKernel> of(Plan plan, JavaTarget target) {
    List<PlannedKernel> all = new ArrayList<>();
    Region input = plan.regions().get(plan.graph().input().out());
    boolean first = false;
    for (Step step : plan.run()) {
      JavaKernel kernel = (JavaKernel) step.kernel();
      // What a Winograd convolution reads is what was read to make its tiles.
      boolean ofTiles =
          kernel instanceof ConvolutionKernel.Winograd && !all.isEmpty() && isOfTiles(all);
      first = ofTiles ? first : step.in().contains(input);
      boolean divided = Division.of(step, target).isDivided();
      all.add(
          new PlannedKernel(KernelForms.of(kernel), facts(step, kernel).placed(first, divided)));
    }
    return all;
  }

  private static boolean isOfTiles(List<PlannedKernel> before) {
    return before.get(before.size() - 1).form().startsWith("tiles");
  }

  private static LayerFacts facts(Step step, JavaKernel kernel) {
    if (kernel instanceof ConvolutionKernel.Stage c) {
      return convolution(c.conv(), c.conv());
    }
    if (kernel instanceof ConvolutionKernel.Winograd w) {
      return convolution(w.conv(), w.conv());
    }
    if (kernel instanceof ConvolutionKernel.WinogradTiles t) {
      return convolution(t.conv(), t.conv());
    }
    if (kernel instanceof ConvolutionKernel.FusedWinograd f) {
      return convolution(f.conv(), f.conv());
    }
    if (kernel instanceof JavaKernel.Fused f) {
      return convolution(f.stages().get(0).conv(), f.stages().get(f.stages().size() - 1).conv());
    }
    if (step.in().isEmpty() || step.out().isEmpty()) {
      return LayerFacts.plain(new Maps(1, 1, 1), new Maps(1, 1, 1));
    }
    LayerFacts plain =
        LayerFacts.plain(
            step.in().get(0).layout().maps(), step.out().orElseThrow().layout().maps());
    return kernel instanceof JavaKernel.Pooling p ? plain.window(p.pool().window()) : plain;
  }

  /** From the maps that the first one reads to those that the last one writes. */
  private static LayerFacts convolution(Conv2d first, Conv2d last) {
    Window window = first.window();
    return new LayerFacts(
        first.in().maps(),
        last.out().maps(),
        window,
        first.groups(),
        last.act().kind(),
        last.conv().bias().isPresent(),
        false,
        false);
  }
}
