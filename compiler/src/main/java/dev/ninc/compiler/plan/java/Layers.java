package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;

/** Layers in words, for tables and comments. */
final class Layers {

  private Layers() {}

  static String conv(Op.Conv conv, Maps in, Maps out) {
    if (Conv2d.isDepthwise(conv, in, out)) {
      return "depthwise " + conv.window() + ", " + out.channels() + act(conv.act());
    }
    return conv.window()
        + ", "
        + in.channels()
        + " → "
        + out.channels()
        + (conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
        + act(conv.act());
  }

  static String act(Activation act) {
    return act.equals(Activation.LINEAR) ? "" : ", " + act;
  }
}
