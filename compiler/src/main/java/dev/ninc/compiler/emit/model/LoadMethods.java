package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.emit.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods that read weights and hand them to {@code load(Weights)}. */
final class LoadMethods {

  private LoadMethods() {}

  /** {@code load()} where weights are packed beside the class, and {@code load(Path)}. */
  static List<MethodSpec> of(ClassName model, Destination destination) {
    List<MethodSpec> methods = new ArrayList<>();
    destination.weights().ifPresent(resource -> methods.add(packed(model, resource)));
    methods.add(path(model));
    return methods;
  }

  /** The resource is opened here: a module's resources are visible to its own code alone. */
  private static MethodSpec packed(ClassName model, String resource) {
    String file = JavaText.folder(model.packageName()) + resource;
    return load(model)
        .addJavadoc(
            """
            Loads the trained weights that were packed beside this class.

            @throws IOException if they were left out of the jar, or can't be read
            """)
        .beginControlFlow(
            "try ($T weights = $T.class.getResourceAsStream($S))",
            InputStream.class,
            model,
            resource)
        .addStatement("return load($T.packed(weights, $S))", ModelTypes.SAFETENSORS, file)
        .endControlFlow()
        .build();
  }

  private static MethodSpec path(ClassName model) {
    return load(model)
        .addJavadoc(
            """
            Loads weights from a safetensors file.

            @throws IOException if the file can't be read, is damaged, or is another network's; all
                tensors that do not fit are named
            """)
        .addParameter(Path.class, "weights")
        .addStatement("return load($T.read(weights))", ModelTypes.SAFETENSORS)
        .build();
  }

  private static MethodSpec.Builder load(TypeName model) {
    return MethodSpec.methodBuilder("load")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(model)
        .addException(IOException.class);
  }
}
