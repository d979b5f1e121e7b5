package com.example.classifier;

import java.io.Console;
import java.io.Writer;
import java.util.Optional;

/** The terminal that somebody looks at, if anybody does. */
final class Terminal {

  private Terminal() {}

  /** Empty where standard input or output is no terminal. */
  static Optional<Writer> writer() {
    return Optional.ofNullable(System.console())
        .filter(console -> isTerminal(Console.class, console))
        .map(Console::writer);
  }

  /** From Java 22 on there always is a console, and it says whether it is a terminal. */
  static boolean isTerminal(Class<?> type, Object console) {
    try {
      return (boolean) type.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // an older Java, which has none where there is no terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
