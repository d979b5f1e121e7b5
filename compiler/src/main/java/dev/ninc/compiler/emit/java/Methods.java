package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The kinds of methods that generated kernels have. */
final class Methods {

  static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);
  static final TypeName ROWS = ArrayTypeName.of(FLOATS);

  private static final Map<String, TypeName> TYPES =
      Map.of("int", TypeName.INT, "float", TypeName.FLOAT, "float[]", FLOATS, "float[][]", ROWS);

  private Methods() {}

  /** The method of a step: {@code void conv1(Workspace w, int from, int to)}. */
  static MethodSpec step(String name, Pieces pieces, String comment, CodeBlock body) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L", comment)
        .addAnnotation(Override.class)
        .addParameters(pieces.parameters())
        .addCode(pieces.comment())
        .addCode(body)
        .build();
  }

  /**
   * A part of a step that reads fields.
   *
   * @param signature as it stands in the output: {@code conv1Row(float[] a, int x)}
   */
  static MethodSpec part(String signature, String comment, CodeBlock body) {
    return method(signature, comment, body).addModifiers(Modifier.PRIVATE).build();
  }

  /** A part of a step that works on its arguments alone. */
  static MethodSpec function(String signature, String comment, CodeBlock body) {
    return method(signature, comment, body).addModifiers(Modifier.PRIVATE, Modifier.STATIC).build();
  }

  /** A function that subclasses call. */
  static MethodSpec shared(String signature, String comment, CodeBlock body) {
    return nested(signature, comment, body);
  }

  /** A method that reads fields, which subclasses call. */
  static MethodSpec inherited(String signature, String comment, CodeBlock body) {
    return method(signature, comment, body).addModifiers(Modifier.FINAL).build();
  }

  /** A function of a nested class, which the outer class calls. */
  static MethodSpec nested(String signature, String comment, CodeBlock body) {
    return method(signature, comment, body).addModifiers(Modifier.STATIC).build();
  }

  /**
   * The first lines of an innermost loop's method. The runtime makes C2 compile it by calls without
   * terms, which must not begin and store sums: each vector is an object until then.
   */
  static String nothingWithout(String terms) {
    return "if (" + terms + " == 0) {\n  return;\n}";
  }

  private static MethodSpec.Builder method(String signature, String comment, CodeBlock body) {
    int open = signature.indexOf('(');
    String parameters = signature.substring(open + 1, signature.length() - 1);
    return MethodSpec.methodBuilder(signature.substring(0, open))
        .addJavadoc("$L", comment)
        .addParameters(parameters(parameters))
        .addCode(body);
  }

  private static List<ParameterSpec> parameters(String list) {
    return Arrays.stream(list.split(", ")).map(Methods::parameter).toList();
  }

  private static ParameterSpec parameter(String declaration) {
    String[] parts = declaration.split(" ");
    return ParameterSpec.builder(TYPES.get(parts[0]), parts[1]).build();
  }
}
