package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import java.util.List;

/**
 * The definition of {@link Preprocessing}: a picture becomes an input, one stage after the other,
 * each on whole planes of 8-bit levels. What is generated must give the same numbers.
 *
 * <p>A resize is Pillow's bilinear on 8-bit channels, in Pillow's own arithmetic (its {@code
 * Resample.c}), not in real numbers, of which it differs by a level here and there. For a side that
 * goes from n samples to m: scale = n / m, f = max(scale, 1), and sample i of the result has its
 * centre at c = (i + 0.5) · scale. It reads the samples x of max(0, ⌊c - f + 0.5⌋) ≤ x < min(n, ⌊c
 * + f + 0.5⌋) with the weights max(0, 1 - |x - c + 0.5| · (1 / f)) over their sum, all in double
 * precision; each is rounded to k / 2<sup>22</sup>, and the result is ⌊(2<sup>21</sup> + Σ k · v) /
 * 2<sup>22</sup>⌋, at most 255. Rows are resized first, then columns.
 */
public final class PictureInput {

  private static final double ONE = 1 << 22;

  private final Preprocessing preprocessing;
  private final Maps input;

  /**
   * @param input of the network
   */
  public PictureInput(Preprocessing preprocessing, Maps input) {
    this.preprocessing = preprocessing;
    this.input = input;
  }

  /** Of a picture after {@code resize}, before {@code crop}. */
  private record Size(long height, long width) {}

  /** Levels, 0 to 255. */
  private record Plane(int height, int width, int[] levels) {

    /** The same numbers with rows and columns exchanged. */
    Plane transposed() {
      int[] turned = new int[levels.length];
      for (int i = 0; i < levels.length; i++) {
        turned[i % width * height + i / width] = levels[i];
      }
      return new Plane(width, height, turned);
    }
  }

  /**
   * The input: channels, rows, columns.
   *
   * @param argb packed pixels: alpha, red, green, blue
   * @throws IllegalArgumentException if the picture does not become as large as the input
   */
  public double[] of(int height, int width, int[] argb) {
    Size size =
        preprocessing.resize().map(r -> resized(height, width, r)).orElse(new Size(height, width));
    requireFits(size);
    Background back = preprocessing.background();
    return values(
        ordered(
            part(plane(height, width, argb, 16, back.red()), size),
            part(plane(height, width, argb, 8, back.green()), size),
            part(plane(height, width, argb, 0, back.blue()), size)));
  }

  private void requireFits(Size size) {
    boolean same = size.height == input.height() && size.width == input.width();
    boolean enough = size.height >= input.height() && size.width >= input.width();
    if (!(preprocessing.crop().isPresent() ? enough : same)) {
      throw new IllegalArgumentException(size + " for an input of " + input);
    }
  }

  /** round((a · v + (255 - a) · background) / 255). */
  private static Plane plane(int height, int width, int[] argb, int shift, int background) {
    int[] levels = new int[argb.length];
    for (int i = 0; i < levels.length; i++) {
      int alpha = argb[i] >>> 24;
      int v = argb[i] >> shift & 255;
      levels[i] = (int) Math.round((alpha * v + (255 - alpha) * background) / 255.0);
    }
    return new Plane(height, width, levels);
  }

  private static Size resized(long height, long width, Resize resize) {
    return resize.match(
        new Resize.Cases<>() {
          @Override
          public Size exact(Resize.Exact exact) {
            return new Size(exact.height(), exact.width());
          }

          @Override
          public Size shorter(Resize.Shorter shorter) {
            long side = shorter.side();
            return height <= width
                ? new Size(side, Math.floorDiv(2 * width * side + height, 2 * height))
                : new Size(Math.floorDiv(2 * height * side + width, 2 * width), side);
          }
        });
  }

  /** The centre of the resized plane: its other pixels need not be computed. */
  private Plane part(Plane plane, Size size) {
    long top = Math.floorDiv(size.height - input.height(), 2);
    long left = Math.floorDiv(size.width - input.width(), 2);
    if (preprocessing.resize().isEmpty()) {
      return crop(plane, (int) top, (int) left);
    }
    Plane rows = resizeRows(plane, size.width, left, input.width());
    return resizeRows(rows.transposed(), size.height, top, input.height()).transposed();
  }

  private Plane crop(Plane plane, int top, int left) {
    int[] levels = new int[input.pixels()];
    for (int i = 0; i < levels.length; i++) {
      int row = top + i / input.width();
      levels[i] = plane.levels[row * plane.width + left + i % input.width()];
    }
    return new Plane(input.height(), input.width(), levels);
  }

  /** The samples from {@code first} on of rows that become {@code whole} samples long. */
  private static Plane resizeRows(Plane plane, long whole, long first, int count) {
    int[] levels = new int[Math.multiplyExact(plane.height, count)];
    double scale = (double) plane.width / whole;
    double f = Math.max(scale, 1);
    for (int i = 0; i < count; i++) {
      double centre = (first + i + 0.5) * scale;
      int from = Math.max(0, (int) (centre - f + 0.5));
      int to = Math.min(plane.width, (int) (centre + f + 0.5));
      int[] weights = weights(from, to, centre, f);
      for (int y = 0; y < plane.height; y++) {
        long sum = 1 << 21;
        for (int x = from; x < to; x++) {
          sum += (long) weights[x - from] * plane.levels[y * plane.width + x];
        }
        levels[y * count + i] = (int) Math.min(255, sum >> 22);
      }
    }
    return new Plane(plane.height, count, levels);
  }

  private static int[] weights(int from, int to, double centre, double f) {
    double[] weights = new double[to - from];
    double sum = 0;
    for (int x = from; x < to; x++) {
      weights[x - from] = Math.max(0, 1 - Math.abs((x - centre + 0.5) * (1 / f)));
      sum += weights[x - from];
    }
    int[] fixed = new int[weights.length];
    for (int i = 0; i < fixed.length; i++) {
      fixed[i] = (int) (0.5 + weights[i] / sum * ONE);
    }
    return fixed;
  }

  private List<Plane> ordered(Plane red, Plane green, Plane blue) {
    return switch (preprocessing.order()) {
      case RGB -> List.of(red, green, blue);
      case BGR -> List.of(blue, green, red);
      case GREY -> List.of(grey(red, green, blue));
    };
  }

  /** ITU-R 601 in fixed point, as Pillow has it. */
  private static Plane grey(Plane red, Plane green, Plane blue) {
    int[] levels = new int[red.levels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] =
          19595 * red.levels[i] + 38470 * green.levels[i] + 7471 * blue.levels[i] + 32768 >> 16;
    }
    return new Plane(red.height, red.width, levels);
  }

  private double[] values(List<Plane> channels) {
    double[] values = new double[Math.toIntExact(input.size())];
    for (int c = 0; c < channels.size(); c++) {
      double mean = preprocessing.mean().get(c);
      double std = preprocessing.std().get(c);
      for (int i = 0; i < input.pixels(); i++) {
        int level = channels.get(c).levels[i];
        values[c * input.pixels() + i] = (level * preprocessing.scale() - mean) / std;
      }
    }
    return values;
  }
}
