package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.Split;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.stream.Collectors;

/** What stands above a generated method. */
final class Comments {

  private Comments() {}

  /**
   * {@code nin-cifar10.nin:14 conv1: 5x5, 3 → 192, ReLU.}
   *
   * @param what it does, in one line or several
   */
  static String step(Origin origin, String what) {
    String lines = what.lines().map(Lines::comment).collect(Collectors.joining("\n"));
    return place(origin) + " " + Lines.comment(origin.path()) + ": " + lines + ".";
  }

  /** {@code nin-cifar10.nin:14}, the file without its folders. */
  static String place(Origin origin) {
    String name = origin.span().file().name();
    return Lines.comment(name.substring(name.lastIndexOf('/') + 1) + ":" + origin.span().line());
  }

  /** {@code 32 rows of 32 pixels; 6 panels of 32 outputs}. */
  static String walk(Conv2d conv) {
    return pixels(conv) + "; " + panels(conv) + (conv.groups() == 1 ? "" : " in each group");
  }

  private static String panels(Conv2d conv) {
    int wide = Conv2d.wide(conv.outputs()) / Conv2d.PANEL;
    boolean narrow = Conv2d.wide(conv.outputs()) < Conv2d.padded(conv.outputs());
    String panels =
        wide == 0 ? "" : Lines.count(wide, "panel") + " of " + Conv2d.PANEL + " outputs";
    String rest = narrow ? (wide == 0 ? "" : " and ") + "one of " + Conv2d.NARROW + " outputs" : "";
    return panels + rest;
  }

  /**
   * {@code 5x5, 96 → 192, ReLU, as F(4x4, 5x5).}, and below it {@code 16 tiles of 4x4 pixels; 6
   * panels of 32 outputs}.
   */
  static String winograd(Conv2d conv, WinogradGrid grid) {
    return conv.layer()
        + ", as "
        + grid
        + ".\n"
        + new WinogradText(conv, grid).tiles()
        + "; "
        + panels(conv);
  }

  /** {@code 32 rows of 32 pixels}. */
  static String pixels(Conv2d conv) {
    String pixels = Lines.count(conv.pixels(), "pixel");
    return conv.rows() == 1 ? pixels : Lines.count(conv.rows(), "row") + " of " + pixels;
  }

  /** {@code 4 tiles of 8 pixels}, {@code 97 tiles of 10 pixels, 6 of 9}. */
  static String tiles(Split split) {
    if (split.larger() == 0) {
      return Lines.count(split.smaller(), "tile") + " of " + Lines.count(split.size(), "pixel");
    }
    return Lines.count(split.larger(), "tile")
        + " of "
        + Lines.count(split.size() + 1, "pixel")
        + ", "
        + split.smaller()
        + " of "
        + split.size();
  }

  /** {@code 96x32x32 → 96x16x16}. */
  static String maps(Maps in, Maps out) {
    return in + " → " + out;
  }
}
