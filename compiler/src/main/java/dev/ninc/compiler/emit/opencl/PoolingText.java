package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.List;

/** Pooling: the window is clipped to the image, and what it covers is gone through. */
record PoolingText(Site site, OpenClKernel.Pooling pooling) {

  KernelText kernel() {
    boolean max = pooling.pool().kind() == Op.Pool.Kind.MAX;
    int lanes = pooling.vectors().width();
    Vector vector = new Vector(pooling.vectors());
    return new KernelText(
        site.work(vector.work()),
        Template.of(max ? "shared/maximum.cl" : "shared/average.cl"),
        site.unitsWithRest()
            .and(vector.place(site.rest()))
            .and(window())
            .and(
                "TYPE",
                vector.type(),
                "LOADED",
                vector.of(source()),
                "STORED",
                vector.of(Site.at(site.out(), "pixel")))
            .and(
                max
                    ? Words.of("LARGER", Functions.larger(lanes).name())
                    : Words.of("CELLS", cells())),
        max ? List.of(Functions.larger(lanes)) : List.of());
  }

  private String source() {
    Pixels from = (Pixels) site.in().layout();
    return sum(site.in().start(), times("y", from.rowStride()), times("x", from.pixelStride()));
  }

  private Words window() {
    Window w = pooling.pool().window();
    Maps image = site.inMaps();
    Maps out = site.outMaps();
    return Words.of(
        "COLUMNS",
        out.width(),
        "TOP",
        first("row", w.strideY(), w.pad().top()),
        "BOTTOM",
        last("row", w.strideY(), w.height() - w.pad().top(), image.height(), out.height()),
        "LEFT",
        first("column", w.strideX(), w.pad().left()),
        "RIGHT",
        last("column", w.strideX(), w.width() - w.pad().left(), image.width(), out.width()));
  }

  /** What an average is divided by: cells of the window inside the image, or the padded image. */
  private String cells() {
    if (pooling.pool().divisor() == Op.Pool.Divisor.INSIDE) {
      return "(bottom - top) * (right - left)";
    }
    Window w = pooling.pool().window();
    Maps image = site.inMaps();
    Maps out = site.outMaps();
    return extent(
            "row",
            w.strideY(),
            w.height(),
            image.height() + w.pad().bottom() + w.pad().top(),
            out.height())
        + " * "
        + extent(
            "column",
            w.strideX(),
            w.width(),
            image.width() + w.pad().right() + w.pad().left(),
            out.width());
  }

  private static String extent(String variable, int stride, int size, int padded, int windows) {
    boolean inside = (windows - 1) * stride + size <= padded;
    return inside
        ? "" + size
        : "min(" + size + ", " + padded + " - " + times(variable, stride) + ")";
  }

  private static String first(String variable, int stride, int pad) {
    String start = times(variable, stride);
    return pad == 0 ? start : "max(" + Expressions.minus(start, pad) + ", 0)";
  }

  private static String last(String variable, int stride, int beyond, int size, int windows) {
    String end = Expressions.minus(times(variable, stride), -beyond);
    boolean inside = (windows - 1) * stride + beyond <= size;
    return inside ? end : "min(" + end + ", " + size + ")";
  }
}
