package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * Where a node comes from.
 *
 * @param span the layer in the text
 * @param calledFrom the statement that this is a part of: the call of the block in which the layer
 *     stands, or the {@code mlpconv} of which it is a stage
 * @param path the layer's name, {@code fire2.squeeze}
 */
public record Origin(Span span, Optional<Origin> calledFrom, String path) {}
