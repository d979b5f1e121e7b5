package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** The kinds of methods that generated kernels have. */
final class Methods {

  static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);
  static final TypeName ROWS = ArrayTypeName.of(FLOATS);

  private Methods() {}

  /** The method of a step: {@code void conv1(Workspace w)}. */
  static MethodSpec step(String name, String comment, CodeBlock body) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L", comment)
        .addAnnotation(Override.class)
        .addParameter(Types.WORKSPACE, "w")
        .addCode(body)
        .build();
  }

  /** A part of a step that reads fields. */
  static MethodSpec.Builder part(String name, String comment) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addJavadoc("$L", comment);
  }

  /** A part of a step that works on its arguments alone. */
  static MethodSpec.Builder function(String name, String comment) {
    return part(name, comment).addModifiers(Modifier.STATIC);
  }
}
