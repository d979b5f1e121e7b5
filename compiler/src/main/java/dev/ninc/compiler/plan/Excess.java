package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Node;

/**
 * What is too large for a target.
 *
 * @param node the layer where it is seen
 * @param what there is too much of, as the plural subject of a sentence
 * @param size how large it is
 * @param limit how large it may be
 */
public record Excess(Node node, String what, long size, long limit) {}
