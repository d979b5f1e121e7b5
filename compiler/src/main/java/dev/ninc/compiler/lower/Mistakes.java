package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reports mistakes with the calls in which they were found. A mistake in a block, or in what is
 * repeated, is reported once however often that is expanded.
 */
final class Mistakes {

  private record Key(Code code, Optional<Span> at) {}

  private final Diagnostics diagnostics;
  private final Deque<Label> expanding = new ArrayDeque<>();
  private final Set<Key> told = new HashSet<>();

  Mistakes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void add(Diagnostic diagnostic) {
    boolean first = told.add(key(diagnostic));
    if (first || expanding.isEmpty()) {
      Diagnostic placed = diagnostic;
      for (Label label : expanding.stream().limit(CalledFrom.SHOWN).toList()) {
        placed = placed.and(label.span(), label.text());
      }
      diagnostics.add(placed);
    }
  }

  /** Adds the first mistake of its kind at this place: all have one cause. */
  void addOnce(Diagnostic diagnostic) {
    if (!told.contains(key(diagnostic))) {
      add(diagnostic);
    }
  }

  private static Key key(Diagnostic diagnostic) {
    return new Key(diagnostic.code(), diagnostic.primary().map(Label::span));
  }

  /** Whether there are any, those of the syntax included. */
  boolean any() {
    return diagnostics.hasErrors();
  }

  /** What {@code expansion} finds; {@code label} says where it is called from. */
  <T> T within(Label label, Supplier<T> expansion) {
    expanding.push(label);
    T result = expansion.get();
    expanding.pop();
    return result;
  }
}
