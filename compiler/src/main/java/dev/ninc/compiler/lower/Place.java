package dev.ninc.compiler.lower;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.Span;

/**
 * Maps that flow from one layer to the next.
 *
 * @param name the layer that made them
 * @param span that layer in the text
 */
record Place(Value value, Maps type, String name, Span span) {}
