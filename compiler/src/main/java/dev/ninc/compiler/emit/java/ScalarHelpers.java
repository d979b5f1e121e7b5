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

  private boolean takesMaxima;
  private boolean addsWindows;
  private final Map<Integer, Set<Activation.Kind>> sums = new TreeMap<>();

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
    sums.computeIfAbsent(kernel.conv().outputs(), n -> EnumSet.noneOf(Activation.Kind.class))
        .add(kernel.conv().act().kind());
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

  /** The loops over terms: a class for each small number of outputs and one for all large ones. */
  static List<TypeSpec> types(Plan plan) {
    Map<String, Integer> outputs = new TreeMap<>();
    Map<String, Set<Activation.Kind>> activations = new TreeMap<>();
    new ScalarHelpers(plan)
        .sums.forEach(
            (count, kinds) -> {
              String name = ScalarSums.name(count);
              outputs.put(name, count);
              activations
                  .computeIfAbsent(name, n -> EnumSet.noneOf(Activation.Kind.class))
                  .addAll(kinds);
            });
    return outputs.entrySet().stream()
        .map(e -> ScalarSums.type(e.getValue(), activations.get(e.getKey())))
        .toList();
  }
}
