package dev.ninc.compiler.plan.opencl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a convolution multiplies. Its text can be read back, and is that of the Java targets, {@code
 * direct} or {@code winograd F(4x4)}; for a GPU the shape of a tile may follow.
 */
public sealed interface OpenClAlgorithm {

  /** Each term of each sum. */
  record Direct(Optional<String> tile) implements OpenClAlgorithm {
    @Override
    public String toString() {
      return tile.map(t -> "direct " + t).orElse("direct");
    }
  }

  /**
   * Winograd's minimal filtering (Lavin &amp; Gray, 2016): tiles of m x m outputs with fewer
   * multiplications, as products of matrices in a transformed space.
   *
   * @param m rows and columns of a tile
   */
  record Winograd(int m, Optional<String> tile) implements OpenClAlgorithm {
    @Override
    public String toString() {
      String name = "winograd F(" + m + "x" + m + ")";
      return tile.map(t -> name + " " + t).orElse(name);
    }
  }

  /**
   * The {@link GroupTile#shape} of the tile that multiplies on a GPU; empty for the planner's. One
   * that is not possible for a layer is as good as none.
   */
  Optional<String> tile();

  /** Rows of a Winograd tile; 1 for a direct convolution. */
  default int m() {
    return this instanceof Winograd winograd ? winograd.m : 1;
  }

  /** What {@code toString()} gives, read back; a tile alone is that of a direct convolution. */
  static Optional<OpenClAlgorithm> parse(String text) {
    if (text.startsWith("tile ")) {
      return Optional.of(new Direct(Optional.of(text)));
    }
    Matcher parts =
        Pattern.compile("(?:direct|winograd F\\((\\d)x\\1\\))(?: (tile .+))?").matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<String> tile = Optional.ofNullable(parts.group(2));
    return parts.group(1) == null
        ? Optional.of(new Direct(tile))
        : Optional.of(new Winograd(Integer.parseInt(parts.group(1)), tile));
  }
}
