package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A constant for the shape of each output: {@code OUTPUT} for what the last layer gives, {@code
 * OUTPUT_LOSS1_PROB} for an output that the user named {@code loss1/prob}.
 */
final class OutputConstants {

  private static final String FIRST = "OUTPUT";

  private final Graph graph;
  private final List<String> names = new ArrayList<>();

  OutputConstants(Graph graph) {
    this.graph = graph;
    Set<String> used = new HashSet<>();
    for (Output output : graph.outputs()) {
      String stem = names.isEmpty() ? FIRST : FIRST + "_" + upper(output.name());
      String name = stem;
      for (int i = 2; !used.add(name); i++) {
        name = stem + "_" + i;
      }
      names.add(name);
    }
  }

  /** {@code loss1/prob} → {@code LOSS1_PROB}. */
  private static String upper(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Output output : graph.outputs()) {
      fields.add(field(names.get(fields.size()), output));
    }
    return fields;
  }

  private FieldSpec field(String constant, Output output) {
    String doc =
        constant.equals(FIRST)
            ? "What an image gives: channels, rows, columns.\n"
            : "What an image gives beside that: the output {@code $L}.\n";
    return ModelConstants.constant(ModelTypes.SHAPE, constant, Modifier.PUBLIC)
        .addJavadoc(doc, names(constant, output))
        .initializer(shape(graph.node(output.value()).maps()))
        .build();
  }

  private static Object[] names(String constant, Output output) {
    return constant.equals(FIRST) ? new Object[0] : new Object[] {Lines.comment(output.name())};
  }

  /** {@code List.of(new NamedOutput("prob", OUTPUT), …)}: what the network gives, in order. */
  CodeBlock list() {
    List<CodeBlock> outputs = new ArrayList<>();
    for (Output output : graph.outputs()) {
      outputs.add(
          CodeBlock.of(
              "new $T($S, $L)", ModelTypes.NAMED_OUTPUT, output.name(), names.get(outputs.size())));
    }
    return CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(outputs, ",$W"));
  }

  /** {@code new Shape(3, 32, 32)}. */
  static CodeBlock shape(Maps maps) {
    return CodeBlock.of(
        "new $T($L, $L, $L)", ModelTypes.SHAPE, maps.channels(), maps.height(), maps.width());
  }
}
