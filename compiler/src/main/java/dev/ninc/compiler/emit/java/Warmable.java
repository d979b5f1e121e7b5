package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * What vector kernels say of their innermost loops: how many there are, how long each runs, and a
 * method that calls one. The runtime has them compiled before the kernels serve.
 */
final class Warmable {

  /** Calls in one method: HotSpot compiles none of more than 8,000 bytes. */
  private static final int CALLS = 64;

  private final List<HotKernel> kernels;

  Warmable(Plan plan, JavaNames names) {
    this.kernels =
        plan.run().stream()
            .flatMap(s -> new VectorHotKernels(s, names).kernels().stream())
            .toList();
  }

  List<FieldSpec> fields() {
    return kernels.isEmpty()
        ? List.of()
        : List.of(
            field(
                "HOT_TERMS",
                "How often each hot kernel goes round its outermost loop.",
                HotKernel::terms),
            field(
                "HOT_LENGTHS",
                "Iterations of its innermost loop each time.",
                k -> "" + k.length()));
  }

  List<MethodSpec> methods() {
    if (kernels.isEmpty()) {
      return List.of();
    }
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(header("hotKernels", TypeName.INT).addStatement("return HOT_TERMS.length").build());
    methods.add(number("hotTerms", "HOT_TERMS"));
    methods.add(number("hotLength", "HOT_LENGTHS"));
    int parts = (kernels.size() + CALLS - 1) / CALLS;
    if (parts > 1) {
      methods.add(pick(parts));
    }
    for (int i = 0; i < parts; i++) {
      methods.add(part(i, parts == 1));
    }
    return methods;
  }

  private static FieldSpec.Builder array(String name) {
    return FieldSpec.builder(
        ArrayTypeName.of(TypeName.INT), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
  }

  private FieldSpec field(String name, String comment, Function<HotKernel, String> number) {
    return array(name)
        .addJavadoc("$L\n", comment)
        .initializer(kernels.stream().map(number).collect(Collectors.joining(",$W", "{", "}")))
        .build();
  }

  private static MethodSpec.Builder header(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(result);
  }

  private static MethodSpec number(String name, String array) {
    return header(name, TypeName.INT)
        .addParameter(TypeName.INT, "kernel")
        .addStatement("return $L[kernel]", array)
        .build();
  }

  private static MethodSpec pick(int parts) {
    return parameters(header("hot", TypeName.VOID))
        .beginControlFlow("switch (kernel / $L)", CALLS)
        .addCode(
            IntStream.range(0, parts)
                .mapToObj(i -> CodeBlock.of("case $L -> hot$L(kernel, w, terms);\n", i, i))
                .collect(CodeBlock.joining("")))
        .addCode(unknown())
        .endControlFlow()
        .build();
  }

  private MethodSpec part(int part, boolean whole) {
    MethodSpec.Builder method =
        whole
            ? header("hot", TypeName.VOID)
            : MethodSpec.methodBuilder("hot" + part).addModifiers(Modifier.PRIVATE);
    int first = part * CALLS;
    int end = Math.min(kernels.size(), first + CALLS);
    return parameters(method)
        .addStatement("float[] a = w.arena()")
        .beginControlFlow("switch (kernel)")
        .addCode(
            IntStream.range(first, end)
                .mapToObj(i -> CodeBlock.of("case $L -> $L;\n", i, kernels.get(i).call()))
                .collect(CodeBlock.joining("")))
        .addCode(unknown())
        .endControlFlow()
        .build();
  }

  private static MethodSpec.Builder parameters(MethodSpec.Builder method) {
    return method
        .addParameter(TypeName.INT, "kernel")
        .addParameter(Types.WORKSPACE, "w")
        .addParameter(TypeName.INT, "terms");
  }

  private static CodeBlock unknown() {
    return CodeBlock.of("default -> throw new $T(kernel);\n", IndexOutOfBoundsException.class);
  }
}
