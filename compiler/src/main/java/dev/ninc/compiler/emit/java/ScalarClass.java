package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The kernels in plain Java. */
final class ScalarClass {

  private ScalarClass() {}

  static TypeSpec type(Emission emission) {
    Plan plan = emission.scalar();
    WeightFields weights = new WeightFields(plan, emission.names(), false);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.scalarClass())
            .addJavadoc(
                "Kernels of {@link $T} in plain Java, in the form that C2 vectorizes: one method per step.\n",
                emission.model())
            .addAnnotation(ModelClass.generated(emission))
            .addModifiers(Modifier.FINAL)
            .superclass(emission.network())
            .addFields(weights.fields())
            .addMethods(weights.constructor());
    for (Step step : plan.run()) {
      type.addMethods(new ScalarSteps(step, emission.names()).methods());
    }
    return type.addMethods(ScalarHelpers.methods(plan))
        .addTypes(ScalarHelpers.types(plan))
        .addMethod(number("scratchRows", "Rows for the sums of a block of pixels.", rows(plan)))
        .addMethod(number("scratchLength", "The largest number of outputs.", length(plan)))
        .addMethod(Descriptions.isVector(false))
        .addMethod(Descriptions.describe("$S", "plain Java loops"))
        .build();
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

  private static int rows(Plan plan) {
    return Math.max(2, convolutions(plan).mapToInt(JavaKernel.Direct::tile).max().orElse(0));
  }

  private static int length(Plan plan) {
    int outputs =
        convolutions(plan).map(JavaKernel.Direct::conv).mapToInt(Conv2d::outputs).max().orElse(0);
    int channels =
        plan.run().stream()
            .filter(
                s ->
                    s.kernel() instanceof JavaKernel.Pooling
                        || s.kernel() instanceof JavaKernel.Mean)
            .mapToInt(s -> s.in().get(0).layout().maps().channels())
            .max()
            .orElse(0);
    return Math.max(outputs, channels);
  }

  private static Stream<JavaKernel.Direct> convolutions(Plan plan) {
    return plan.run().stream()
        .flatMap(
            s -> {
              if (s.kernel() instanceof JavaKernel.Fused fused) {
                return fused.stages().stream();
              }
              return s.kernel() instanceof JavaKernel.Direct d ? Stream.of(d) : Stream.empty();
            });
  }
}
