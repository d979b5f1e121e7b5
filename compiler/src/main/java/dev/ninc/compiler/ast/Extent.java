package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;

/**
 * Sizes, {@code 5x5} or {@code k x k}.
 *
 * @param sizes as many as were written, at least one
 */
public record Extent(List<Expr> sizes, Span span) {

  public Extent {
    sizes = List.copyOf(sizes);
  }
}
