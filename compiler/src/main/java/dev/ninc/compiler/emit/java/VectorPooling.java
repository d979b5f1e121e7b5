package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.sum;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pooling with the Vector API: whole windows unrolled, clipped ones in loops. */
final class VectorPooling {

  private final String name;
  private final Op.Pool pool;
  private final Region in;
  private final Region out;
  private final boolean average;
  private final boolean unrolled;
  private final int channels;

  VectorPooling(String name, JavaKernel.Pooling kernel, Region in, Region out) {
    this.name = name;
    this.pool = kernel.pool();
    this.in = in;
    this.out = out;
    this.average = isAverage(kernel);
    this.unrolled = kernel.unrolled();
    this.channels = Conv2d.padded(in.layout().maps().channels());
  }

  static boolean isAverage(JavaKernel.Pooling kernel) {
    return kernel.pool().kind() == Op.Pool.Kind.AVERAGE;
  }

  CodeBlock step(Range rows) {
    String scale =
        average ? "float scale = " + PoolingLoops.reciprocal(pool, in.layout().maps()) + ";" : "";
    String clipped =
        name
            + "Clipped(a, x, bottom - top, right - left, y"
            + (average ? ", scale" : "")
            + ", "
            + channels
            + ");";
    String body =
        unrolled
            ? Template.fill(
                """
                if (bottom - top == ${height} && right - left == ${width}) {
                  ${name}Window(a, x, y, ${channels});
                } else {
                  ${scale}
                  ${clipped}
                }""",
                "height",
                pool.window().height(),
                "width",
                pool.window().width(),
                "name",
                name,
                "channels",
                channels,
                "scale",
                scale,
                "clipped",
                clipped)
            : (scale + "\n" + clipped).strip();
    return Template.code(
        """
        float[] a = w.arena();
        ${loops}
        """,
        "loops",
        PoolingLoops.text(pool, in, out, rows, body));
  }

  List<MethodSpec> parts() {
    List<MethodSpec> parts = new ArrayList<>();
    if (unrolled) {
      parts.add(window());
    }
    parts.add(clipped());
    return parts;
  }

  private MethodSpec window() {
    Pixels from = (Pixels) in.layout();
    int width = pool.window().width();
    String cells =
        IntStream.range(average ? 0 : 1, pool.window().taps())
            .map(t -> t / width * from.rowStride() + t % width * from.pixelStride())
            .mapToObj(
                at ->
                    "m = "
                        + combined("FloatVector.fromArray(S, a, " + sum("x + c", at) + ")")
                        + ";")
            .collect(Collectors.joining("\n"));
    String result = average ? "m.mul(1f / " + pool.window().taps() + ")" : "m";
    return Methods.shared(
        name + "Window(float[] a, int x, int y, int channels)",
        "A whole window.",
        Template.code(
            """
                for (int c = 0; c < channels; c += L) {
                  FloatVector m = ${start};
                  ${cells}
                  ${result}.intoArray(a, y + c);
                }
                """,
            "start",
            start(),
            "cells",
            cells,
            "result",
            result));
  }

  /** One loop over all cells: what two nested loops carry along, C2 of Java 17 allocates. */
  private MethodSpec clipped() {
    Pixels from = (Pixels) in.layout();
    String scale = average ? ", float scale" : "";
    return Methods.shared(
        name + "Clipped(float[] a, int x, int rows, int columns, int y" + scale + ", int channels)",
        "A window that reaches beyond the image, or a large one.",
        Template.code(
            """
                for (int c = 0; c < channels; c += L) {
                  FloatVector m = ${start};
                  int at = x + c;
                  int column = 0;
                  for (int cell = 0; cell < rows * columns; cell++) {
                    m = ${combined};
                    column++;
                    if (column == columns) {
                      column = 0;
                      at += ${rowStride};
                    }
                  }
                  ${result}.intoArray(a, y + c);
                }
                """,
            "start",
            start(),
            "combined",
            combined(
                "FloatVector.fromArray(S, a, "
                    + sum("at", Lines.times("column", from.pixelStride()))
                    + ")"),
            "rowStride",
            from.rowStride(),
            "result",
            average ? "m.mul(scale)" : "m"));
  }

  private String start() {
    return average ? "FloatVector.zero(S)" : "FloatVector.fromArray(S, a, x + c)";
  }

  private String combined(String v) {
    return average ? "m.add(" + v + ")" : "m.max(" + v + ")";
  }
}
