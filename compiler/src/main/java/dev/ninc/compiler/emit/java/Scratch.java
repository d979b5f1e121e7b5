package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
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
    int rows = max(convolutions(), Scratch::rows);
    int outputs = max(convolutions(), ScalarHelpers::rowLength);
    int windows =
        max(
            plan.run().stream().filter(Scratch::hasWindows),
            s -> s.in().get(0).layout().maps().channels());
    return List.of(
        number(
            "scratchRows",
            "Rows of floats in which kernels add up.",
            Math.max(Math.max(2, rows), lrnRows())),
        number(
            "scratchLength",
            "Floats in such a row.",
            Math.max(Math.max(outputs, windows), lrnLength())));
  }

  /** Two methods for the vector kernels, or none where they add up in registers alone. */
  List<MethodSpec> vectorMethods() {
    return lrnRows() == 0
        ? List.of()
        : List.of(
            number("scratchRows", "Rows of floats for local response normalization.", lrnRows()),
            number("scratchLength", "Floats in such a row.", lrnLength()));
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
    if (!(step.kernel() instanceof JavaKernel.Lrn kernel)) {
      return 0;
    }
    int channels = step.in().get(0).layout().maps().channels();
    return Lrn.rowLength(channels, kernel.window(channels));
  }

  private static int rows(JavaKernel.Convolution kernel) {
    return kernel instanceof JavaKernel.Depthwise depthwise
        ? ScalarDepthwise.scratchRows(depthwise)
        : kernel.tile();
  }

  private Stream<JavaKernel.Convolution> convolutions() {
    return plan.run().stream().flatMap(Scratch::convolutions);
  }

  private static Stream<JavaKernel.Convolution> convolutions(Step step) {
    if (step.kernel() instanceof JavaKernel.Fused fused) {
      return fused.stages().stream();
    }
    return step.kernel() instanceof JavaKernel.Convolution c ? Stream.of(c) : Stream.empty();
  }

  private static <T> int max(Stream<T> all, ToIntFunction<T> number) {
    return all.mapToInt(number).max().orElse(0);
  }
}
