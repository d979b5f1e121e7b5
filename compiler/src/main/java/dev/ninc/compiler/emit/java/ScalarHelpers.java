package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The loops that the scalar kernels of a network share; only those that it uses. */
final class ScalarHelpers {

  /** What convolutions need of the loops for their number of outputs. */
  record Use(boolean direct, boolean depthwise, Set<Activation.Kind> activations) {

    static Use of(JavaKernel.Convolution kernel) {
      boolean depthwise = kernel instanceof JavaKernel.Depthwise;
      return new Use(!depthwise, depthwise, EnumSet.of(kernel.conv().act().kind()));
    }

    Use and(Use other) {
      Set<Activation.Kind> all = EnumSet.copyOf(activations);
      all.addAll(other.activations);
      return new Use(direct || other.direct, depthwise || other.depthwise, all);
    }
  }

  private boolean takesMaxima;
  private boolean addsWindows;
  private final Map<Integer, Use> sums = new TreeMap<>();

  private ScalarHelpers(Plan plan) {
    for (var step : plan.run()) {
      JavaKernel kernel = (JavaKernel) step.kernel();
      if (kernel instanceof JavaKernel.Convolution convolution) {
        convolution(convolution);
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

  private void convolution(JavaKernel.Convolution kernel) {
    sums.merge(rowLength(kernel), Use.of(kernel), Use::and);
  }

  /** Numbers in a row of sums: a depthwise convolution takes all channels at once. */
  static int rowLength(JavaKernel.Convolution kernel) {
    return kernel instanceof JavaKernel.Depthwise
        ? kernel.conv().channels()
        : kernel.conv().outputs();
  }

  /** The loops over pooling windows. */
  static List<MethodSpec> methods(Plan plan) {
    ScalarHelpers used = new ScalarHelpers(plan);
    List<MethodSpec> methods = new ArrayList<>();
    if (used.takesMaxima) {
      methods.addAll(ScalarWindows.maxima());
    }
    if (used.addsWindows) {
      methods.addAll(ScalarWindows.sums());
    }
    return methods;
  }

  /** The loops over terms: a class for each number of outputs. */
  static List<TypeSpec> types(Plan plan) {
    ScalarHelpers used = new ScalarHelpers(plan);
    return used.sums.entrySet().stream()
        .map(e -> ScalarSums.type(e.getKey(), e.getValue()))
        .toList();
  }
}
