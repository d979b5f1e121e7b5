package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.plan.Step;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The nested class that reads like the network: its steps in their order. */
final class StepsClass {

  private final Emission emission;
  private final List<Step> steps;

  StepsClass(Emission emission) {
    this.emission = emission;
    this.steps = emission.scalar().run();
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.network())
            .addModifiers(Modifier.ABSTRACT, Modifier.STATIC)
            .superclass(Types.KERNELS)
            .addJavadoc("The network, step by step; numbers are floats in the arena.\n")
            .addMethod(order());
    for (Step step : steps) {
      Optional<MethodSpec> shared = new SharedSteps(step, emission.names()).method();
      type.addMethod(shared.orElseGet(() -> declaration(step)));
    }
    return type.build();
  }

  private MethodSpec order() {
    int longest =
        steps.stream().mapToInt(s -> emission.names().method(s.id()).length()).max().orElse(0);
    CodeBlock.Builder cases = CodeBlock.builder();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String call = emission.names().method(step.id()) + "(w);";
      int digits = ("" + i).length() - ("" + (steps.size() - 1)).length();
      cases.add(
          "case $L -> $L$L // $L $L\n",
          i,
          call,
          " ".repeat(longest + "(w);".length() - call.length() - digits),
          Comments.place(step.origin()),
          new StepNote(step).text());
    }
    return MethodSpec.methodBuilder("step")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addParameter(TypeName.INT, "step")
        .addParameter(Types.WORKSPACE, "w")
        .beginControlFlow("switch (step)")
        .addCode(cases.build())
        .addCode("default -> throw new $T(\"no step \" + step);\n", IllegalArgumentException.class)
        .endControlFlow()
        .build();
  }

  private MethodSpec declaration(Step step) {
    return MethodSpec.methodBuilder(emission.names().method(step.id()))
        .addModifiers(Modifier.ABSTRACT)
        .addParameter(Types.WORKSPACE, "w")
        .build();
  }
}
