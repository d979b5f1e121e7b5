package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.source.CompilerBug;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stands for the words of a {@link Template}: numbers, names, expressions, or lines.
 *
 * @param values by word, in the order in which they were given
 */
record Words(Map<String, String> values) {

  Words {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Words and their values in turn. */
  static Words of(Object... wordsAndValues) {
    return new Words(Map.of()).and(wordsAndValues);
  }

  /** These, and more words and their values in turn. */
  Words and(Object... wordsAndValues) {
    Map<String, String> all = new LinkedHashMap<>(values);
    for (int i = 0; i < wordsAndValues.length; i += 2) {
      String word = (String) wordsAndValues[i];
      if (all.put(word, wordsAndValues[i + 1].toString()) != null) {
        throw new CompilerBug(word + " has two values");
      }
    }
    return new Words(all);
  }

  /** These and the others. */
  Words and(Words others) {
    return and(
        others.values.entrySet().stream()
            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
            .toArray());
  }
}
