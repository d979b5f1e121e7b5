package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;

/** A name as the user means it: without quotes and escapes. */
public record Name(String text, Span span) {

  @Override
  public String toString() {
    return text;
  }
}
