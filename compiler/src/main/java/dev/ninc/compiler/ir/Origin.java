package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * Where a node comes from.
 *
 * @param span the layer in the text
 * @param calledFrom the call of the block in which the layer stands
 * @param path the layer's name, {@code fire2.squeeze}
 */
public record Origin(Span span, Optional<Origin> calledFrom, String path) {

  /** The statement of the network itself that led to it: the call where all others are inside. */
  public Origin outermost() {
    return calledFrom.map(Origin::outermost).orElse(this);
  }
}
