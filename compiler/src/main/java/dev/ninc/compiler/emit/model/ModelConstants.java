package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.emit.Destination;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * What the public class of a network says of the network, whatever runs it: constants, the header,
 * and how weights are read.
 *
 * @param checked the network as the user wrote it
 * @param optimized the network after the passes
 * @param destination what the class is told of the build
 * @param base the class of the runtime that the public class extends
 */
public record ModelConstants(
    Network checked, Network optimized, Destination destination, ClassName base) {

  private static final TypeName STRINGS = listOf(ClassName.get(String.class));
  private static final TypeName TENSORS = listOf(ModelTypes.TENSOR_SPEC);
  private static final TypeName PARAMETERS = listOf(ModelTypes.PARAMETER);

  /** The compiler and its version. */
  public String generator() {
    return destination.generator();
  }

  /** {@code @Generated(by = …, from = …, digest = …)}. */
  public AnnotationSpec generated() {
    return AnnotationSpec.builder(ModelTypes.GENERATED)
        .addMember("by", "$S", generator())
        .addMember("from", "$S", checked.file())
        .addMember("digest", "$S", Digest.of(checked, generator()))
        .build();
  }

  /**
   * The documentation of the class: what the network is, its layers, its parameters.
   *
   * @param table lines of the layer table
   * @param last what stands below, as HTML
   */
  public CodeBlock header(List<String> table, String last) {
    CodeBlock.Builder doc = CodeBlock.builder();
    String about =
        optimized.doc().isBlank()
            ? "The network " + optimized.graph().name() + "."
            : optimized.doc();
    String paragraphs = html(about.strip()).replaceAll("\n\\s*\n", "\n\n<p>");
    doc.add("$L\n\n<pre>{@code\n", paragraphs);
    table.forEach(l -> doc.add("$L\n", l));
    doc.add("}</pre>\n\n");
    if (!optimized.settings().isEmpty()) {
      String settings =
          optimized.settings().stream()
              .map(s -> s.name() + " = " + s.value())
              .collect(Collectors.joining(", "));
      doc.add("<p>$L.\n\n", html(settings));
    }
    return doc.add("<p>$L\n", last).build();
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

  /**
   * {@code ABI}, {@code INPUT}, {@code OUTPUT}, {@code PARAMETERS}, {@code PREPROCESSING}, {@code
   * LABELS} and {@code WEIGHTS}, those that the network has.
   *
   * @param versions of the interfaces of the runtime that the class calls
   */
  public List<FieldSpec> fields(int... versions) {
    List<FieldSpec> fields = new ArrayList<>(List.of(abiField(versions), inputField()));
    fields.addAll(new OutputConstants(optimized.graph()).fields());
    if (!optimized.settings().isEmpty()) {
      fields.add(parametersField());
    }
    optimized.preprocessing().ifPresent(p -> fields.add(PreprocessingField.of(p)));
    fields.add(labelsField());
    fields.add(weightsField());
    return fields;
  }

  /** The methods that {@link #fields} need where their lists are long. */
  public List<MethodSpec> lists() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.addAll(Chunks.lists("parameters", PARAMETERS, parameters(), ",$W"));
    methods.addAll(Chunks.lists("labels", STRINGS, labels(), ",$W"));
    methods.addAll(Chunks.lists("weights", TENSORS, tensors(), ",\n"));
    return methods;
  }

  private FieldSpec abiField(int... versions) {
    String all = Arrays.stream(versions).mapToObj(v -> v + ", ").collect(Collectors.joining());
    return constant(TypeName.INT, "ABI", Modifier.PRIVATE)
        .addJavadoc("Checked before anything else of the runtime is used.\n")
        .initializer("requireAbi($L$S, $S)", all, generator(), optimized.graph().name())
        .build();
  }

  private FieldSpec inputField() {
    return constant(ModelTypes.SHAPE, "INPUT", Modifier.PUBLIC)
        .addJavadoc("One image: channels, rows, columns.\n")
        .initializer(OutputConstants.shape(optimized.graph().input().maps()))
        .build();
  }

  private FieldSpec parametersField() {
    return constant(PARAMETERS, "PARAMETERS", Modifier.PUBLIC)
        .addJavadoc("The network's parameters, and the values that this class was made for.\n")
        .initializer(Chunks.list(base, "parameters", parameters(), ",$W"))
        .build();
  }

  private List<CodeBlock> parameters() {
    return optimized.settings().stream()
        .map(s -> CodeBlock.of("new $T($S, $S)", ModelTypes.PARAMETER, s.name(), s.value()))
        .toList();
  }

  private FieldSpec labelsField() {
    return constant(STRINGS, "LABELS", Modifier.PUBLIC)
        .addJavadoc("The names of the classes$L.\n", optimized.labels().isEmpty() ? ": none" : "")
        .initializer(Chunks.list(base, "labels", labels(), ",$W"))
        .build();
  }

  private List<CodeBlock> labels() {
    return optimized.labels().stream().map(l -> CodeBlock.of("$S", l)).toList();
  }

  private FieldSpec weightsField() {
    return constant(TENSORS, "WEIGHTS", Modifier.PUBLIC)
        .addJavadoc("The tensors of the weights file.\n")
        .initializer(Chunks.list(base, "weights", tensors(), ",\n"))
        .build();
  }

  private List<CodeBlock> tensors() {
    return optimized.graph().params().stream().map(ModelConstants::tensor).toList();
  }

  private static CodeBlock tensor(Op.Param param) {
    String dims = param.type().dims().stream().map(d -> ", " + d).collect(Collectors.joining());
    return CodeBlock.of("$T.of($S$L)", ModelTypes.TENSOR_SPEC, param.name(), dims);
  }

  /** {@code List.of(new NamedOutput(…), …)}: what the network gives, in order. */
  public CodeBlock outputs() {
    return new OutputConstants(optimized.graph()).list();
  }

  /**
   * The methods that read weights and call {@code load(Weights)}: {@code load()} where weights are
   * packed beside the class, {@code load(Path)} always.
   */
  public List<MethodSpec> loadMethods(ClassName model) {
    return LoadMethods.of(model, destination);
  }

  /** A static constant. */
  public static FieldSpec.Builder constant(TypeName type, String name, Modifier visibility) {
    return FieldSpec.builder(type, name, visibility, Modifier.STATIC, Modifier.FINAL);
  }

  /** {@code List<element>}. */
  public static TypeName listOf(ClassName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }
}
