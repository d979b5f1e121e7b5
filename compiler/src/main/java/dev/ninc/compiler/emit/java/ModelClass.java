package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.runtime.GeneratedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The public class: what the network is, how it is loaded, and the order of its steps. */
final class ModelClass {

  private static final int ABI = GeneratedModel.ABI;
  private static final TypeName STRINGS = listOf(ClassName.get(String.class));
  private static final TypeName TENSORS = listOf(Types.TENSOR_SPEC);
  private static final TypeName PARAMETERS = listOf(Types.PARAMETER);

  private final Emission emission;
  private final Network network;

  ModelClass(Emission emission) {
    this.emission = emission;
    this.network = emission.optimized();
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.model())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(Types.GENERATED_MODEL)
            .addJavadoc(header())
            .addAnnotation(generated(emission))
            .addField(abi())
            .addField(input());
    if (!network.settings().isEmpty()) {
      type.addField(parametersField());
    }
    network.preprocessing().ifPresent(p -> type.addField(PreprocessingField.of(p)));
    type.addField(labelsField()).addField(weightsField()).addField(spec());
    List<MethodSpec> prepare = LoadProgram.methods(network.graph());
    type.addMethod(constructor(!prepare.isEmpty())).addMethod(loadPath()).addMethod(loadWeights());
    type.addMethods(prepare)
        .addMethods(Chunks.lists("parameters", PARAMETERS, parameters(), ",$W"))
        .addMethods(Chunks.lists("labels", STRINGS, labels(), ",$W"))
        .addMethods(Chunks.lists("weights", TENSORS, tensors(), ",\n"))
        .addMethods(Chunks.lists("steps", STRINGS, steps(), ",$W"));
    return type.addType(backends()).addType(new StepsClass(emission).type()).build();
  }

  static AnnotationSpec generated(Emission emission) {
    return AnnotationSpec.builder(Types.GENERATED)
        .addMember("by", "$S", emission.generator())
        .addMember("from", "$S", emission.checked().file())
        .addMember("digest", "$S", Digest.of(emission.checked(), emission.generator()))
        .build();
  }

  private CodeBlock header() {
    CodeBlock.Builder doc = CodeBlock.builder();
    String about =
        network.doc().isBlank() ? "The network " + network.graph().name() + "." : network.doc();
    String paragraphs = html(about.strip()).replaceAll("\n\\s*\n", "\n\n<p>");
    doc.add("$L\n\n<pre>{@code\n", paragraphs);
    new LayerTable(emission).lines().forEach(l -> doc.add("$L\n", l));
    doc.add("}</pre>\n\n");
    if (!network.settings().isEmpty()) {
      String settings =
          network.settings().stream()
              .map(s -> s.name() + " = " + s.value())
              .collect(Collectors.joining(", "));
      doc.add("<p>$L.\n\n", html(settings));
    }
    doc.add(
        "<p>Activations of one image: $L KiB.\n",
        Lines.count((emission.scalar().arenaSize() * 4L + 1023) / 1024));
    return doc.build();
  }

  /** A user's text in a documentation comment. */
  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;")
        .replace("{", "&#123;")
        .replace("*/", "*&#47;");
  }

  private FieldSpec abi() {
    return constant(TypeName.INT, "ABI", Modifier.PRIVATE)
        .addJavadoc("Checked before anything else of the runtime is used.\n")
        .initializer("requireAbi($L, $S, $S)", ABI, emission.generator(), network.graph().name())
        .build();
  }

  private FieldSpec input() {
    Maps maps = network.graph().input().maps();
    return constant(Types.SHAPE, "INPUT", Modifier.PUBLIC)
        .addJavadoc("One image: channels, rows, columns.\n")
        .initializer(shape(maps))
        .build();
  }

  private FieldSpec parametersField() {
    return constant(PARAMETERS, "PARAMETERS", Modifier.PUBLIC)
        .addJavadoc("The network's parameters, and the values that this class was made for.\n")
        .initializer(Chunks.list("parameters", parameters(), ",$W"))
        .build();
  }

  private List<CodeBlock> parameters() {
    return network.settings().stream()
        .map(s -> CodeBlock.of("new $T($S, $S)", Types.PARAMETER, s.name(), s.value()))
        .toList();
  }

  private List<CodeBlock> labels() {
    return network.labels().stream().map(l -> CodeBlock.of("$S", l)).toList();
  }

  private List<CodeBlock> tensors() {
    return network.graph().params().stream().map(ModelClass::tensor).toList();
  }

  private List<CodeBlock> steps() {
    return emission.scalar().run().stream().map(s -> CodeBlock.of("$S", s.id())).toList();
  }

  private FieldSpec labelsField() {
    return constant(STRINGS, "LABELS", Modifier.PUBLIC)
        .addJavadoc("The names of the classes$L.\n", network.labels().isEmpty() ? ": none" : "")
        .initializer(Chunks.list("labels", labels(), ",$W"))
        .build();
  }

  private FieldSpec weightsField() {
    return constant(TENSORS, "WEIGHTS", Modifier.PUBLIC)
        .addJavadoc("The tensors of the weights file.\n")
        .initializer(Chunks.list("weights", tensors(), ",\n"))
        .build();
  }

  private static CodeBlock tensor(Op.Param param) {
    String dims = param.type().dims().stream().map(d -> ", " + d).collect(Collectors.joining());
    return CodeBlock.of("$T.of($S$L)", Types.TENSOR_SPEC, param.name(), dims);
  }

  private FieldSpec spec() {
    List<CodeBlock> outputs = network.graph().outputs().stream().map(this::output).toList();
    return constant(Types.MODEL_SPEC, "SPEC", Modifier.PRIVATE)
        .initializer(
            "new $T($>$>\n$L,\n$S,\n$S,\nINPUT,\n$T.of($L),\nLABELS,\n$L,\n$L,\n$L,\nWEIGHTS$<$<)$L",
            Types.MODEL_SPEC,
            "ABI",
            emission.generator(),
            network.graph().name(),
            List.class,
            CodeBlock.join(outputs, ",$W"),
            emission.scalar().arenaSize(),
            Scratch.of(emission),
            Chunks.list("steps", steps(), ",$W"),
            network.preprocessing().isPresent() ? ".with(PREPROCESSING)" : "")
        .build();
  }

  private CodeBlock output(Output output) {
    Maps maps = network.graph().node(output.value()).maps();
    return CodeBlock.of("new $T($S, $L)", Types.NAMED_OUTPUT, output.name(), shape(maps));
  }

  private static CodeBlock shape(Maps maps) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", Types.SHAPE, maps.channels(), maps.height(), maps.width());
  }

  private static FieldSpec.Builder constant(TypeName type, String name, Modifier visibility) {
    return FieldSpec.builder(type, name, visibility, Modifier.STATIC, Modifier.FINAL);
  }

  private static TypeName listOf(ClassName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  private MethodSpec constructor(boolean prepared) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(Types.LOAD_PHASE, "weights")
        .addStatement("super(SPEC, new Backends(), $L)", prepared ? "prepare(weights)" : "weights")
        .build();
  }

  private MethodSpec loadPath() {
    return MethodSpec.methodBuilder("load")
        .addJavadoc(
            """
            Loads weights from a safetensors file.

            @throws IOException if the file can't be read, is damaged, or is another network's; all
                tensors that do not fit are named
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(emission.model())
        .addParameter(Path.class, "weights")
        .addException(IOException.class)
        .addStatement("return load($T.read(weights))", Types.SAFETENSORS)
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
            Types.WEIGHTS_EXCEPTION)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(emission.model())
        .addParameter(Types.WEIGHTS, "weights")
        .addException(Types.WEIGHTS_EXCEPTION)
        .addStatement("return new $T(new $T(weights, WEIGHTS))", emission.model(), Types.LOAD_PHASE)
        .build();
  }

  private TypeSpec backends() {
    MethodSpec vector =
        MethodSpec.methodBuilder("vector")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Types.KERNELS)
            .addParameter(Module.class, "vectorModule")
            .addParameter(Types.LOAD_PHASE, "weights")
            .addException(ReflectiveOperationException.class)
            .addStatement("$T.class.getModule().addReads(vectorModule)", emission.model())
            .addStatement(
                "$T<?> kernels = Class.forName($S)",
                Class.class,
                emission.vectorClass().reflectionName())
            .addStatement(
                "return ($T) kernels.getDeclaredMethod(\"create\", $T.class).invoke(null, weights)",
                Types.KERNELS,
                Types.LOAD_PHASE)
            .build();
    MethodSpec scalar =
        MethodSpec.methodBuilder("scalar")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Types.KERNELS)
            .addParameter(Types.LOAD_PHASE, "weights")
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
