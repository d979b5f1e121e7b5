package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Division;
import java.util.List;
import java.util.Optional;

/** The Java text of one convolution for one backend: a step of its own, or a stage of a chain. */
abstract class ConvolutionText {

  final Conv2d conv;
  final String name;
  final Division division;
  private final Arrays arrays;

  /** What the loops over rows are given to work on. */
  enum Arrays {
    ARENA("a", "a", "float[] a"),
    SCRATCH_AND_ARENA("w.rows(), a", "s, a", "float[][] s, float[] a"),
    PIXELS_AND_ARENA("w.pixels(), a", "s, a", "float[][] s, float[] a");

    private final String inStep;
    private final String inBand;
    private final String parameters;

    Arrays(String inStep, String inBand, String parameters) {
      this.inStep = inStep;
      this.inBand = inBand;
      this.parameters = parameters;
    }
  }

  ConvolutionText(Conv2d conv, String name, Division division, Arrays arrays) {
    this.conv = conv;
    this.name = name;
    this.division = division;
    this.arrays = arrays;
  }

  /** The body of a step. Offsets of the first pixel of the input and of the output. */
  final CodeBlock step(int inStart, int outStart) {
    return Template.code(
        """
        float[] a = w.arena();
        ${rows}
        """,
        "rows",
        rows(arrays.inStep, "" + (inStart + conv.corner()), "" + outStart, rows()));
  }

  /** What a step passes on to work on. */
  final String arraysInStep() {
    return arrays.inStep;
  }

  private Range rows() {
    boolean pieces =
        division.unit() == Division.Unit.ROWS || division.unit() == Division.Unit.BLOCKS;
    return pieces ? Range.PIECES : Range.upTo(conv.rows());
  }

  /** The tiles of a row that a step's pieces are, where they are tiles. */
  final Optional<Range> tiles() {
    return division.unit() == Division.Unit.TILES ? Optional.of(Range.PIECES) : Optional.empty();
  }

  /** What the method for a row takes beside its other parameters. */
  final String tileParameters() {
    return tiles().isPresent() ? ", int from, int to" : "";
  }

  /** What the method for a row is given beside its other arguments. */
  final String tileArguments() {
    return tiles().isPresent() ? ", from, to" : "";
  }

  /** A method for a band of rows, for a stage of a fused chain. */
  final MethodSpec band(String comment) {
    String x = conv.corner() == 0 ? "x" : "x - " + -conv.corner();
    return Methods.part(
        name + "Band(" + arrays.parameters + ", int x, int y, int rows)",
        comment,
        Template.code("${rows}", "rows", rows(arrays.inBand, x, "y", Range.upTo("rows"))));
  }

  /**
   * The loops over rows.
   *
   * @param arrays the first arguments of what they call
   * @param x where the first window begins
   * @param y where its output begins
   */
  abstract String rows(String arrays, String x, String y, Range rows);

  /** The loop over rows where one method does a row, whatever the groups. */
  final String rowByRow(String arrays, String x, String y, Range rows) {
    boolean one = rows.isOne();
    String call =
        name
            + "Row("
            + arrays
            + ", "
            + sum(x, one ? "0" : times("row", conv.inRow()))
            + ", "
            + sum(y, one ? "0" : times("row", conv.out().rowStride()))
            + ");";
    return rows.loop("row", call);
  }

  /** What the loops call. */
  abstract List<MethodSpec> parts();

  /**
   * The innermost loops that need to be compiled before they serve: those with vectors.
   *
   * @param x where the first window begins
   * @param y where its output begins
   */
  List<HotKernel> hot(String x, String y) {
    return List.of();
  }
}
