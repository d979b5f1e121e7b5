package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.Chunks;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.emit.model.LoadProgram;
import dev.ninc.compiler.emit.model.ModelConstants;
import dev.ninc.compiler.emit.model.ModelTypes;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.GeneratedModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The public class: what the network is, how it is loaded, and the order of its steps. */
final class ModelClass {

  private static final TypeName STRINGS = ModelConstants.listOf(ClassName.get(String.class));

  private final Emission emission;
  private final Network network;
  private final ModelConstants constants;

  ModelClass(Emission emission) {
    this.emission = emission;
    this.network = emission.optimized();
    this.constants = emission.constants();
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.model())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(Types.GENERATED_MODEL)
            .addJavadoc(header())
            .addAnnotation(constants.generated())
            .addFields(constants.fields(GeneratedModel.ABI))
            .addField(spec());
    List<MethodSpec> prepare = LoadProgram.methods(network.graph());
    type.addMethod(constructor(!prepare.isEmpty()))
        .addMethods(constants.loadMethods(emission.model()))
        .addMethod(loadWeights());
    type.addMethods(prepare)
        .addMethods(constants.lists())
        .addMethods(Chunks.lists("steps", STRINGS, steps(), ",$W"));
    return type.addType(backends()).addType(new StepsClass(emission).type()).build();
  }

  private CodeBlock header() {
    String memory =
        "Activations of one image: "
            + Lines.count((emission.scalar().arenaSize() * 4L + 1023) / 1024)
            + " KiB.";
    return constants.header(emission.layerTable().lines(), memory);
  }

  private List<CodeBlock> steps() {
    return emission.scalar().run().stream().map(s -> CodeBlock.of("$S", s.id())).toList();
  }

  private FieldSpec spec() {
    return ModelConstants.constant(Types.MODEL_SPEC, "SPEC", Modifier.PRIVATE)
        .initializer(
            "new $T($>$>\n$L,\n$S,\n$S,\nINPUT,\n$L,\nLABELS,\n$L,\n$L,\n$L,\nWEIGHTS$<$<)$L",
            Types.MODEL_SPEC,
            "ABI",
            constants.generator(),
            network.graph().name(),
            constants.outputs(),
            emission.scalar().arenaSize(),
            Scratch.of(emission),
            Chunks.list(Types.GENERATED_MODEL, "steps", steps(), ",$W"),
            network.preprocessing().isPresent() ? ".with(PREPROCESSING)" : "")
        .build();
  }

  private MethodSpec constructor(boolean prepared) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(ModelTypes.LOAD_PHASE, "weights")
        .addStatement("super(SPEC, new Backends(), $L)", prepared ? "prepare(weights)" : "weights")
        .build();
  }

  private MethodSpec loadWeights() {
    return MethodSpec.methodBuilder("load")
        .addJavadoc(
            """
            A model with these weights. It reads their arrays as long as its {@code report()} says
            that it is being warmed: nobody may change them before.

            @throws $T if tensors are missing, surplus or have another shape; all are named
            """,
            ModelTypes.WEIGHTS_EXCEPTION)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(emission.model())
        .addParameter(ModelTypes.WEIGHTS, "weights")
        .addException(ModelTypes.WEIGHTS_EXCEPTION)
        .addStatement(
            "return new $T(new $T(weights, WEIGHTS))", emission.model(), ModelTypes.LOAD_PHASE)
        .build();
  }

  private TypeSpec backends() {
    MethodSpec vector =
        MethodSpec.methodBuilder("vector")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Types.KERNELS)
            .addParameter(Module.class, "vectorModule")
            .addParameter(ModelTypes.LOAD_PHASE, "weights")
            .addException(ReflectiveOperationException.class)
            .addStatement("$T.class.getModule().addReads(vectorModule)", emission.model())
            .addStatement(
                "$T<?> kernels = Class.forName($S)",
                Class.class,
                emission.vectorClass().reflectionName())
            .addStatement(
                "return ($T) kernels.getDeclaredMethod(\"create\", $T.class).invoke(null, weights)",
                Types.KERNELS,
                ModelTypes.LOAD_PHASE)
            .build();
    MethodSpec scalar =
        MethodSpec.methodBuilder("scalar")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Types.KERNELS)
            .addParameter(ModelTypes.LOAD_PHASE, "weights")
            .addStatement("return new $T(weights)", emission.scalarClass())
            .build();
    return TypeSpec.classBuilder("Backends")
        .addJavadoc("The vector class is named by a string: it does not link without its module.\n")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(Types.KERNEL_SOURCE)
        .addMethod(vector)
        .addMethod(scalar)
        .build();
  }
}
