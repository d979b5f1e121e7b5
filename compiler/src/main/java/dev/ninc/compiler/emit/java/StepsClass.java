package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.Chunks;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
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
            .addMethods(order());
    for (Step step : steps) {
      Optional<MethodSpec> shared = new SharedSteps(step, emission.names(), pieces(step)).method();
      type.addMethod(shared.orElseGet(() -> declaration(step)));
    }
    return type.build();
  }

  /** The method that runs a step; where there are many, one that picks the part where it stands. */
  private List<MethodSpec> order() {
    List<List<Step>> parts = Chunks.of(steps);
    if (parts.size() == 1) {
      return List.of(part("step", Modifier.PUBLIC, 0, steps));
    }
    MethodSpec.Builder pick =
        header("step", Modifier.PUBLIC).beginControlFlow("switch (step / $L)", Chunks.SIZE);
    List<MethodSpec> methods = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      pick.addCode("case $L -> step$L(step, w, from, to);\n", i, i);
      methods.add(part("step" + i, Modifier.PRIVATE, i * Chunks.SIZE, parts.get(i)));
    }
    methods.add(0, pick.addCode(noStep()).endControlFlow().build());
    return methods;
  }

  private MethodSpec part(String name, Modifier visibility, int first, List<Step> part) {
    int longest = part.stream().mapToInt(s -> call(s).length()).max().orElse(0);
    int digits = ("" + (first + part.size() - 1)).length();
    CodeBlock.Builder cases = CodeBlock.builder();
    for (int i = 0; i < part.size(); i++) {
      Step step = part.get(i);
      String number = "" + (first + i);
      String call = call(step);
      int padding = longest - call.length() + digits - number.length();
      cases.add(
          "case $L -> $L$L // $L $L\n",
          number,
          call,
          " ".repeat(padding),
          Comments.place(step.origin()),
          new StepNote(step).text());
    }
    return header(name, visibility)
        .beginControlFlow("switch (step)")
        .addCode(cases.build())
        .addCode(noStep())
        .endControlFlow()
        .build();
  }

  private String call(Step step) {
    return emission.names().method(step.id()) + pieces(step).arguments() + ";";
  }

  private Pieces pieces(Step step) {
    return emission.pieces(step, emission.scalar());
  }

  private static CodeBlock noStep() {
    return CodeBlock.of(
        "default -> throw new $T(\"no step \" + step);\n", IllegalArgumentException.class);
  }

  private static MethodSpec.Builder header(String name, Modifier visibility) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(visibility);
    if (visibility == Modifier.PUBLIC) {
      method.addAnnotation(Override.class).addModifiers(Modifier.FINAL);
    }
    return method
        .addParameter(TypeName.INT, "step")
        .addParameter(Types.WORKSPACE, "w")
        .addParameter(TypeName.INT, "from")
        .addParameter(TypeName.INT, "to");
  }

  private MethodSpec declaration(Step step) {
    return MethodSpec.methodBuilder(emission.names().method(step.id()))
        .addModifiers(Modifier.ABSTRACT)
        .addParameters(pieces(step).parameters())
        .build();
  }
}
