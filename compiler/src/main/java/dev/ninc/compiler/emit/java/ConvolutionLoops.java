package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;

/**
 * The loops of a vector convolution over groups, panels of outputs and rows, down to the call for
 * one row of pixels.
 */
final class ConvolutionLoops {

  private static final String GROUPS =
      """
      for (int group = 0; group < ${groups}; group++) {
        ${loops}
      }""";

  private final Conv2d conv;
  private final ConvolutionKernel.Direct.Order order;
  private final String name;
  private final String x;
  private final String y;
  private final Range rows;
  private final Division division;
  private final PanelLoops panels;

  /**
   * @param x where the first window's first pixel lies: a number or a variable
   * @param y where the first output pixel lies
   * @param rows of outputs
   */
  ConvolutionLoops(
      ConvolutionKernel.Direct kernel,
      String name,
      Division division,
      String x,
      String y,
      Range rows) {
    this.conv = kernel.conv();
    this.order = kernel.order();
    this.name = name;
    this.x = x;
    this.y = y;
    this.rows = rows;
    this.division = division;
    this.panels = new PanelLoops(conv.outputs(), division);
  }

  String text() {
    String wide = call("Row", panels.weights(2, conv.terms()));
    String narrow = call("RowNarrow", panels.weights(1, conv.terms()));
    String loops =
        order == ConvolutionKernel.Direct.Order.ROWS_OUTSIDE
            ? rows.loop("row", overPanels(wide, narrow))
            : overPanels(rows.loop("row", wide), rows.loop("row", narrow));
    return conv.groups() == 1
        ? loops
        : Template.fill(GROUPS, "groups", conv.groups(), "loops", loops);
  }

  private String overPanels(String wideBody, String narrowBody) {
    return panels.text(vectors -> vectors == 2 ? wideBody : narrowBody);
  }

  private String call(String method, String weights) {
    boolean oneRow = rows.isOne();
    int padded = Conv2d.padded(conv.outputs());
    String inRow = oneRow ? "0" : times("row", conv.inRow());
    String outRow = oneRow ? "0" : times("row", conv.out().rowStride());
    return name
        + method
        + "(a, "
        + sum(x, group(conv.inputs()), inRow)
        + ", "
        + sum(group(padded * conv.terms()), weights)
        + ", "
        + sum(group(padded), "out")
        + ", "
        + sum(y, group(conv.outputs()), outRow, "out")
        + (division.unit() == Division.Unit.TILES ? ", from, to" : "")
        + ");";
  }

  private String group(int size) {
    return conv.groups() == 1 ? "0" : times("group", size);
  }
}
