package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import javax.lang.model.element.Modifier;

/** The kernels in plain Java. */
final class ScalarClass {

  private ScalarClass() {}

  static TypeSpec type(Emission emission) {
    Plan plan = emission.scalar();
    WeightFields weights = new WeightFields(plan, emission.names(), false);
    Units units = new Units(plan);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.scalarClass())
            .addJavadoc(
                "Kernels of {@link $T} in plain Java, in the form that C2 vectorizes: one method per step.\n",
                emission.model())
            .addAnnotation(emission.constants().generated())
            .addModifiers(Modifier.FINAL)
            .superclass(emission.network())
            .addFields(units.fields())
            .addFields(weights.fields())
            .addMethods(weights.constructor());
    for (Step step : plan.run()) {
      type.addMethods(
          new ScalarSteps(step, emission.names(), emission.pieces(step, plan)).methods());
    }
    return type.addMethods(ScalarHelpers.methods(plan))
        .addTypes(ScalarHelpers.types(plan))
        .addMethods(units.methods())
        .addMethod(Descriptions.isVector(false))
        .addMethod(Descriptions.describe("$S", "plain Java loops"))
        .build();
  }
}
