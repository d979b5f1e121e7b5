package dev.ninc.compiler.plan.java;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a convolution multiplies. Its text can be read back. */
public sealed interface Algorithm {

  /** Each term of each sum. */
  record Direct() implements Algorithm {
    @Override
    public String toString() {
      return "direct";
    }
  }

  /**
   * Winograd's minimal filtering (Lavin &amp; Gray, 2016): tiles of m x m outputs with fewer
   * multiplications, as products of matrices in a transformed space.
   *
   * @param m rows and columns of a tile
   */
  record Winograd(int m) implements Algorithm {
    @Override
    public String toString() {
      return "winograd F(" + m + "x" + m + ")";
    }
  }

  /**
   * The same with the products inside the transforms, one tile at a time: for the few channels of a
   * first layer.
   *
   * @param m rows and columns of a tile
   */
  record FusedWinograd(int m) implements Algorithm {
    @Override
    public String toString() {
      return "fused winograd F(" + m + "x" + m + ")";
    }
  }

  /** What {@code toString()} gives, read back. */
  static Optional<Algorithm> parse(String text) {
    if (text.equals("direct")) {
      return Optional.of(new Direct());
    }
    Matcher tile = Pattern.compile("(fused )?winograd F\\((\\d)x\\2\\)").matcher(text);
    if (!tile.matches()) {
      return Optional.empty();
    }
    int m = Integer.parseInt(tile.group(2));
    return Optional.of(tile.group(1) == null ? new Winograd(m) : new FusedWinograd(m));
  }
}
