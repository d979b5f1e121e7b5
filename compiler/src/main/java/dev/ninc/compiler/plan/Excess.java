package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Node;

/**
 * What is too large for a target.
 *
 * @param node the layer where it is seen
 * @param what there is too much of, as the plural subject of a sentence
 * @param unit of the sizes
 * @param size how large it is
 * @param limit how large it may be
 */
public record Excess(Node node, String what, String unit, long size, long limit) {

  /** More floats than an int can count. */
  public static Excess floats(Node node, String what, long size) {
    return new Excess(node, what, "floats", size, Integer.MAX_VALUE);
  }
}
