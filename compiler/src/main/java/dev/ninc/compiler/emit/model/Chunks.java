package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Long lists and long methods in pieces: Java allows 64 KB of code in a method. What is short
 * stands whole.
 */
public final class Chunks {

  /** Elements or statements of one piece. */
  public static final int SIZE = 300;

  private Chunks() {}

  /**
   * {@code List.of(…)}, or a list put together from those that {@link #lists} give.
   *
   * @param base the class that generated code inherits {@code joined} from
   */
  public static CodeBlock list(
      ClassName base, String name, List<CodeBlock> elements, String separator) {
    if (elements.size() <= SIZE) {
      boolean lines = separator.contains("\n") && !elements.isEmpty();
      return CodeBlock.of(
          lines ? "$T.of($>$>\n$L$<$<)" : "$T.of($L)",
          List.class,
          CodeBlock.join(elements, separator));
    }
    CodeBlock parts =
        IntStream.range(0, count(elements.size()))
            .mapToObj(i -> CodeBlock.of("$L$L()", name, i))
            .collect(CodeBlock.joining(",$W"));
    return CodeBlock.of("$T.joined($L)", base, parts);
  }

  /** The methods that {@link #list} calls: none for a short list. */
  public static List<MethodSpec> lists(
      String name, TypeName listType, List<CodeBlock> elements, String separator) {
    List<MethodSpec> methods = new ArrayList<>();
    for (List<CodeBlock> piece : of(elements)) {
      if (elements.size() > SIZE) {
        methods.add(
            MethodSpec.methodBuilder(name + methods.size())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(listType)
                .addCode("return $T.of($L);\n", List.class, CodeBlock.join(piece, separator))
                .build());
      }
    }
    return methods;
  }

  /** The statements, or the calls of the methods that {@link #methods} give. */
  public static CodeBlock calls(
      String name, List<CodeBlock> statements, ParameterSpec... parameters) {
    if (statements.size() <= SIZE) {
      return CodeBlock.join(statements, "");
    }
    String arguments =
        Arrays.stream(parameters).map(ParameterSpec::name).collect(Collectors.joining(", "));
    return IntStream.range(0, count(statements.size()))
        .mapToObj(i -> CodeBlock.of("$L$L($L);\n", name, i, arguments))
        .collect(CodeBlock.joining(""));
  }

  /** The static methods that {@link #calls} calls; none for a few statements. */
  public static List<MethodSpec> methods(
      String name, List<CodeBlock> statements, ParameterSpec... parameters) {
    return methods(Set.of(Modifier.PRIVATE, Modifier.STATIC), name, statements, parameters);
  }

  /** As {@link #methods(String, List, ParameterSpec...)}, with other modifiers. */
  public static List<MethodSpec> methods(
      Set<Modifier> modifiers,
      String name,
      List<CodeBlock> statements,
      ParameterSpec... parameters) {
    List<MethodSpec> methods = new ArrayList<>();
    for (List<CodeBlock> piece : of(statements)) {
      if (statements.size() > SIZE) {
        methods.add(
            MethodSpec.methodBuilder(name + methods.size())
                .addModifiers(modifiers)
                .addParameters(List.of(parameters))
                .addCode(CodeBlock.join(piece, ""))
                .build());
      }
    }
    return methods;
  }

  /** The elements in pieces. */
  public static <T> List<List<T>> of(List<T> elements) {
    return IntStream.range(0, count(elements.size()))
        .mapToObj(i -> elements.subList(i * SIZE, Math.min(elements.size(), (i + 1) * SIZE)))
        .toList();
  }

  private static int count(int elements) {
    return (elements + SIZE - 1) / SIZE;
  }
}
