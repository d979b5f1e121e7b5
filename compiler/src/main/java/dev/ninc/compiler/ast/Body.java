package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;

/** What stands between braces. */
public record Body(List<Item> items, Span span) {

  public Body {
    items = List.copyOf(items);
  }

  /** Whether a part of it could not be read. */
  public boolean isBroken() {
    return items.stream().anyMatch(Item.Broken.class::isInstance);
  }
}
