package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Network;

/** Draws networks. */
public final class Picture {

  private Picture() {}

  /**
   * A network as an SVG (version 1.1, UTF-8, with line feeds). It holds no script, loads nothing,
   * and follows the reader's choice of a light or dark theme. The same network gives the same
   * bytes.
   *
   * @param network before the passes: as the user wrote it
   */
  public static String svg(Network network, Detail detail) {
    return new Svg(Sheet.of(network, detail)).text();
  }
}
