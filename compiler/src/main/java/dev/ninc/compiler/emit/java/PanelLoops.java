package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.plan.java.Conv2d;
import java.util.function.IntFunction;

/**
 * The loops of a vector kernel over panels of 32 outputs, and over a last one of 16: two vectors of
 * outputs at once in the wide ones, one in the narrow one.
 */
final class PanelLoops {

  private static final String LOOP =
      """
      for (int out = ${from}; out < ${to}; out += ${lanes}) {
        ${body}
      }
      """;

  private final int wide;
  private final int padded;
  private final Pieces pieces;

  /**
   * @param outputs of the layer
   * @param pieces panels, or {@link Pieces#NONE}
   */
  PanelLoops(int outputs, Pieces pieces) {
    this.wide = Conv2d.wide(outputs);
    this.padded = Conv2d.padded(outputs);
    this.pieces = pieces;
  }

  /**
   * @param body for some vectors of outputs, from {@code out} on
   */
  String text(IntFunction<String> body) {
    return ((wide == 0 ? "" : wide(body.apply(2))) + (wide == padded ? "" : narrow(body.apply(1))))
        .strip();
  }

  private String wide(String body) {
    String all = wide == padded ? "to * 32" : "Math.min(to * 32, " + wide + ")";
    return Template.fill(
            LOOP,
            "from",
            pieces.inSignature() ? "from * 32" : "0",
            "to",
            pieces.inSignature() ? all : wide,
            "lanes",
            "2 * L",
            "body",
            body)
        + "\n";
  }

  private String narrow(String body) {
    return Template.fill(
        LOOP,
        "from",
        wide,
        "to",
        pieces.inSignature() ? "Math.min(to * 32, " + padded + ")" : padded,
        "lanes",
        "L",
        "body",
        body);
  }
}
