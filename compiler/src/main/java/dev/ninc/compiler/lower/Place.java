package dev.ninc.compiler.lower;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * Maps that flow from one layer to the next.
 *
 * @param name the layer that made them
 * @param span that layer in the text
 * @param relu the ReLU that they come from, where the user wrote none
 */
record Place(Value value, Maps type, String name, Span span, Optional<UnwrittenRelu> relu) {

  Place(Value value, Maps type, String name, Span span) {
    this(value, type, name, span, Optional.empty());
  }

  /** The same maps as the result of a convolution without {@code act}. */
  Place with(UnwrittenRelu unwritten) {
    return new Place(value, type, name, span, Optional.of(unwritten));
  }
}
