package com.example.classifier;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TerminalTest {

  /** A console as Java 22 has it. */
  public record Recent(boolean isTerminal) {}

  /** A console as Java 17 has it. */
  public record Older() {}

  @Test
  void aPipeIsNoTerminal() {
    assertTrue(Terminal.isTerminal(Recent.class, new Recent(true)));
    assertFalse(Terminal.isTerminal(Recent.class, new Recent(false)));
  }

  @Test
  void anOlderJavaHasNoConsoleForAPipe() {
    assertTrue(Terminal.isTerminal(Older.class, new Older()));
  }
}
