package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;

/** Layers in words, for tables and comments. */
final class Layers {

  private Layers() {}

  static String conv(Op.Conv conv, Maps in, Maps out) {
    return window(conv.window())
        + ", "
        + in.channels()
        + " → "
        + out.channels()
        + (conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
        + act(conv.act());
  }

  static String pool(Op.Pool pool) {
    String kind = pool.kind() == Op.Pool.Kind.MAX ? "max " : "average ";
    return kind + window(pool.window());
  }

  static String act(Activation act) {
    return act.equals(Activation.LINEAR) ? "" : ", " + act;
  }

  /** {@code 3x3 / 2}. */
  private static String window(Window w) {
    String stride = w.strideY() == w.strideX() ? "" + w.strideY() : w.strideY() + "x" + w.strideX();
    String dilation =
        w.dilationY() == w.dilationX() ? "" + w.dilationY() : w.dilationY() + "x" + w.dilationX();
    return w.height()
        + "x"
        + w.width()
        + (stride.equals("1") ? "" : " / " + stride)
        + (dilation.equals("1") ? "" : " dilated " + dilation);
  }
}
