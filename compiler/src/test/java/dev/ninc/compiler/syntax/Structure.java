package dev.ninc.compiler.syntax;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A syntax tree as text, without the places of its parts: equal if the trees mean the same. */
final class Structure {

  private Structure() {}

  static String of(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(Structure::of).collect(Collectors.joining(", ", "[", "]"));
    } else if (node instanceof Optional<?> optional) {
      return optional.map(Structure::of).orElse("none");
    } else if (node instanceof Record) {
      return Arrays.stream(node.getClass().getRecordComponents())
          .filter(c -> c.getType() != Span.class && c.getType() != SourceFile.class)
          .map(c -> c.getName() + "=" + of(value(node, c)))
          .collect(Collectors.joining(", ", node.getClass().getSimpleName() + "(", ")"));
    }
    return node instanceof String text ? '"' + text + '"' : String.valueOf(node);
  }

  private static Object value(Object node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
