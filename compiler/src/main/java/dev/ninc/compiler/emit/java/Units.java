package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.java.Lockstep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What the kernels of a plan say of the pieces of their steps. */
final class Units {

  /** With more steps, each list stands in a method of its own, for a method is at most 64 KB. */
  private static final int MANY = 2_000;

  private final List<Division> divisions;
  private final List<Integer> lockstep;

  Units(Plan plan) {
    this.lockstep = Lockstep.steps(plan);
    this.divisions =
        plan.run().stream().map(s -> Division.of(s, (JavaTarget) plan.target())).toList();
  }

  List<FieldSpec> fields() {
    return List.of(
        field("UNITS", "The pieces of each step's work.", Division::pieces),
        field("GRAINS", "How many of them are worth a thread's attention.", Division::grain));
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(method("units", "UNITS"));
    methods.add(method("grain", "GRAINS"));
    if (isLong()) {
      methods.add(list("UNITS", Division::pieces));
      methods.add(list("GRAINS", Division::grain));
    }
    if (!lockstep.isEmpty()) {
      methods.add(inLockstep());
    }
    return methods;
  }

  private FieldSpec field(String name, String comment, ToIntFunction<Division> number) {
    return FieldSpec.builder(
            ArrayTypeName.of(TypeName.INT), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L\n", comment)
        .initializer(isLong() ? name + "()" : numbers(number))
        .build();
  }

  private boolean isLong() {
    return divisions.size() > MANY;
  }

  private MethodSpec list(String name, ToIntFunction<Division> number) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ArrayTypeName.of(TypeName.INT))
        .addStatement("return new int[] " + numbers(number))
        .build();
  }

  private String numbers(ToIntFunction<Division> number) {
    return divisions.stream()
        .map(d -> "" + number.applyAsInt(d))
        .collect(Collectors.joining(",$W", "{", "}"));
  }

  private MethodSpec inLockstep() {
    String steps = lockstep.stream().map(String::valueOf).collect(Collectors.joining(",$W"));
    return MethodSpec.methodBuilder("isInLockstep")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.BOOLEAN)
        .addParameter(TypeName.INT, "step")
        .addComment("Large weights, each used a few times: they are read once for several images.")
        .beginControlFlow("return switch (step)")
        .addCode("case " + steps + " -> true;\ndefault -> false;\n")
        .addCode("$<};\n")
        .build();
  }

  private static MethodSpec method(String name, String array) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addParameter(TypeName.INT, "step")
        .addStatement("return $L[step]", array)
        .build();
  }
}
