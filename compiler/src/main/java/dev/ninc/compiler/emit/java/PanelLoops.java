package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Division;
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
      }""";

  private static final String LAST_PIECE =
      """
      if (to == ${pieces}) {
        ${loop}
      }""";

  private final int wide;
  private final int padded;
  private final Division division;

  /**
   * @param outputs of the layer
   * @param division of the step, which may be into panels
   */
  PanelLoops(int outputs, Division division) {
    this.wide = Conv2d.wide(outputs);
    this.padded = Conv2d.padded(outputs);
    this.division = division;
  }

  /**
   * Where the weights of the panel at {@code out} begin: panels stand one behind the other, and
   * inside one, outputs are neighbours.
   *
   * @param vectors of the panel
   * @param terms rows of weights in a panel
   */
  String weights(int vectors, int terms) {
    if (vectors == 1) {
      return Lines.sum("out", wide * (terms - 1));
    }
    int panel = Conv2d.PANEL;
    return wide == panel
        ? "out"
        : "out / %d * %d + out %% %d".formatted(panel, terms * panel, panel);
  }

  /**
   * @param body for one or two vectors of outputs, from {@code out} on
   */
  String text(IntFunction<String> body) {
    String first = wide == 0 ? "" : wide(body.apply(2));
    String second = wide == padded ? "" : narrow(body.apply(1));
    return (first + "\n" + second).strip();
  }

  private String wide(String body) {
    if (!byPanels()) {
      return loop("0", "" + wide, "2 * L", body);
    }
    String end = "to * " + Conv2d.PANEL;
    String cut = wide < padded ? "Math.min(" + end + ", " + wide + ")" : end;
    return loop("from * " + Conv2d.PANEL, cut, "2 * L", body);
  }

  /** The narrow panel is the last piece. */
  private String narrow(String body) {
    String loop = loop("" + wide, "" + padded, "L", body);
    return byPanels() ? Template.fill(LAST_PIECE, "pieces", division.pieces(), "loop", loop) : loop;
  }

  private boolean byPanels() {
    return division.unit() == Division.Unit.PANELS;
  }

  private static String loop(String from, String to, String lanes, String body) {
    return Template.fill(LOOP, "from", from, "to", to, "lanes", lanes, "body", body);
  }
}
