package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The loops that the scalar kernels of a network share; only those that it uses. */
final class ScalarHelpers {

  private boolean sumsTerms;
  private boolean takesMaxima;
  private boolean addsWindows;
  private final Set<Activation.Kind> activations = EnumSet.noneOf(Activation.Kind.class);

  private ScalarHelpers(Plan plan) {
    for (var step : plan.run()) {
      JavaKernel kernel = (JavaKernel) step.kernel();
      if (kernel instanceof JavaKernel.Direct direct) {
        convolution(direct);
      } else if (kernel instanceof JavaKernel.Fused fused) {
        fused.stages().forEach(this::convolution);
      } else if (kernel instanceof JavaKernel.Mean) {
        addsWindows = true;
      } else if (kernel instanceof JavaKernel.Pooling pooling) {
        boolean max = pooling.pool().kind() == Op.Pool.Kind.MAX;
        takesMaxima |= max;
        addsWindows |= !max;
      }
    }
  }

  private void convolution(JavaKernel.Direct kernel) {
    sumsTerms = true;
    activations.add(kernel.conv().act().kind());
  }

  static List<MethodSpec> of(Plan plan) {
    ScalarHelpers used = new ScalarHelpers(plan);
    List<MethodSpec> methods = new ArrayList<>();
    if (used.sumsTerms) {
      methods.addAll(ScalarSums.methods());
    }
    methods.addAll(ScalarActivations.methods(used.activations));
    if (used.takesMaxima) {
      methods.addAll(ScalarWindows.maxima());
    }
    if (used.addsWindows) {
      methods.addAll(ScalarWindows.sums());
    }
    return methods;
  }
}
