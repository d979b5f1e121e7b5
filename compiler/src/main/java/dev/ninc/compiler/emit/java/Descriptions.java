package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** What kernels say of themselves. */
final class Descriptions {

  private Descriptions() {}

  static MethodSpec isVector(boolean vector) {
    return MethodSpec.methodBuilder("isVector")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.BOOLEAN)
        .addStatement("return $L", vector)
        .build();
  }

  static MethodSpec describe(String format, Object... arguments) {
    return MethodSpec.methodBuilder("describe")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return " + format, arguments)
        .build();
  }
}
