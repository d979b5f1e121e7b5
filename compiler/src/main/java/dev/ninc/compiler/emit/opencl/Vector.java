package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.opencl.Vectors;

/** The vector that is a unit of a kernel, as words and expressions. */
record Vector(Vectors vectors) {

  /** {@code float16}. */
  String type() {
    return Functions.type(vectors.width());
  }

  /** {@code 16 channels of a pixel}. */
  String work() {
    return Lines.count(vectors.width(), "channel") + " of a pixel";
  }

  /**
   * {@code PIXEL}, and the line {@code CHANNEL}.
   *
   * @param rest the number of the vector in its image: {@link Site#rest}
   */
  Words place(String rest) {
    return Words.of("PIXEL", isWhole() ? rest : rest + " / " + vectors.count()).and(channel(rest));
  }

  /**
   * The line {@code CHANNEL}, which says which channel the vector begins with; none where there is
   * one vector only.
   *
   * @param unit number of the vector
   */
  Words channel(String unit) {
    String channel = Lines.times(unit + " % " + vectors.count(), vectors.width());
    return Words.of("CHANNEL", isWhole() ? "" : "const int channel = " + channel + ";");
  }

  /** The vector's first channel. */
  String channel() {
    return isWhole() ? "0" : "channel";
  }

  /** The vector of the pixel that begins at {@code pixel} in {@code maps}; may be assigned to. */
  String of(String pixel) {
    return vector("maps", sum(pixel, channel()), "");
  }

  /** The vector's weights, of a row of them that begins at {@code row}. */
  String weights(String row) {
    return vector("w", sum(row, channel()), "const ");
  }

  private String vector(String buffer, String at, String qualifier) {
    if (vectors.width() == 1) {
      return buffer + "[" + at + "]";
    }
    String address = at.equals("0") ? buffer : "(" + buffer + " + " + at + ")";
    return "*(global " + qualifier + type() + " *) " + address;
  }

  private boolean isWhole() {
    return vectors.count() == 1;
  }
}
