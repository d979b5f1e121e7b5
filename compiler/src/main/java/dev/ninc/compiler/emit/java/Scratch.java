package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.runtime.Lrn;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The rows of floats that the kernels of a network need beside the arena. */
final class Scratch {

  private final Plan plan;

  Scratch(Plan plan) {
    this.plan = plan;
  }

  /** Two methods for the scalar kernels, which add up in such rows. */
  List<MethodSpec> methods() {
    int rows = max(convolutions(), JavaKernel.Direct::tile);
    int outputs = max(convolutions().map(JavaKernel.Direct::conv), Conv2d::outputs);
    int windows =
        max(
            plan.run().stream().filter(Scratch::hasWindows),
            s -> s.in().get(0).layout().maps().channels());
    return List.of(
        number(
            "scratchRows",
            "Rows for the sums of a block of pixels.",
            Math.max(Math.max(2, rows), lrnRows())),
        number(
            "scratchLength",
            "The largest number of outputs.",
            Math.max(Math.max(outputs, windows), lrnLength())));
  }

  /** Two methods for the vector kernels, or none where they add up in registers alone. */
  List<MethodSpec> vectorMethods() {
    return lrnRows() == 0
        ? List.of()
        : List.of(
            number("scratchRows", "Rows for local response normalization.", lrnRows()),
            number("scratchLength", "Floats of such a row.", lrnLength()));
  }

  private static MethodSpec number(String name, String comment, int value) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L\n", comment)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return $L", value)
        .build();
  }

  private static boolean hasWindows(Step step) {
    return step.kernel() instanceof JavaKernel.Pooling || step.kernel() instanceof JavaKernel.Mean;
  }

  private int lrnRows() {
    return plan.run().stream().anyMatch(s -> s.kernel() instanceof JavaKernel.Lrn) ? Lrn.ROWS : 0;
  }

  private int lrnLength() {
    return max(plan.run().stream(), Scratch::lrnLength);
  }

  private static int lrnLength(Step step) {
    return step.kernel() instanceof JavaKernel.Lrn kernel
        ? Lrn.rowLength(step.in().get(0).layout().maps().channels(), kernel.lrn().size())
        : 0;
  }

  private Stream<JavaKernel.Direct> convolutions() {
    return plan.run().stream()
        .flatMap(
            s -> {
              if (s.kernel() instanceof JavaKernel.Fused fused) {
                return fused.stages().stream();
              }
              return s.kernel() instanceof JavaKernel.Direct d ? Stream.of(d) : Stream.empty();
            });
  }

  private static <T> int max(Stream<T> all, ToIntFunction<T> number) {
    return all.mapToInt(number).max().orElse(0);
  }
}
