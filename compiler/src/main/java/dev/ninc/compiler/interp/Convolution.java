package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution, before its activation: the inputs of a tile of positions are gathered into rows,
 * one for each term of the sum, and then each output channel is a sum of rows.
 *
 * <p>With x an input, w a weight and K the number of terms, an output may be off by √(Σ
 * (w·bound(x))²) + Σ |x|·bound(w) + bound(bias) (what is carried over) + 4·√K·u·(|bias| + Σ |w·x|)
 * (its own rounding). The errors of different inputs are of either sign, like rounding errors, so
 * that their squares add up; a plain sum would let a wrong weight pass at the head of a chain that
 * runs as one step.
 */
final class Convolution {

  /** Positions in a tile: the rows of a tile should stay in the second-level cache. */
  private static final int TILE = 64;

  private final Window window;
  private final Maps from;
  private final Maps to;
  private final int groupInputs;
  private final int groupOutputs;
  private final int terms;
  private final double own;
  private final double[] x;
  private final double[] slack;
  private final double[] carried;
  private final double[] squares = new double[TILE];

  Convolution(Op.Conv op, Maps from, Maps to) {
    this.window = op.window();
    this.from = from;
    this.to = to;
    this.groupInputs = from.channels() / op.groups();
    this.groupOutputs = to.channels() / op.groups();
    this.terms = groupInputs * window.taps();
    this.own = Rounding.sumFactor(terms);
    this.x = new double[terms * TILE];
    this.slack = new double[terms * TILE];
    this.carried = new double[terms * TILE];
  }

  Numbers run(Numbers in, Numbers weight, Optional<Numbers> bias) {
    Numbers out = Numbers.zeros((int) to.size());
    boolean exact = Arrays.stream(weight.bounds()).allMatch(b -> b == 0);
    boolean exactInput = Arrays.stream(in.bounds()).allMatch(b -> b == 0);
    for (int first = 0; first < to.channels(); first += groupOutputs) {
      for (int pixel = 0; pixel < to.pixels(); pixel += TILE) {
        int count = Math.min(TILE, to.pixels() - pixel);
        gather(in, first / groupOutputs, pixel, count);
        for (int o = first; o < first + groupOutputs; o++) {
          int at = o * to.pixels() + pixel;
          start(bias, o, out, at, count);
          if (exact) {
            exactWeights(weight.values(), o * terms, out, at, count);
          } else {
            weights(weight, o * terms, out, at, count);
          }
          if (!exactInput) {
            carry(weight.values(), o * terms, out, at, count);
          }
        }
      }
    }
    return out;
  }

  /** Row k holds, for each position of the tile, the input that weight k meets there. */
  private void gather(Numbers in, int group, int pixel, int count) {
    int k = 0;
    for (int c = group * groupInputs; c < (group + 1) * groupInputs; c++) {
      for (int i = 0; i < window.height(); i++) {
        for (int j = 0; j < window.width(); j++) {
          row(in, c, i, j, pixel, count, k++ * TILE);
        }
      }
    }
  }

  private void row(Numbers in, int c, int i, int j, int pixel, int count, int row) {
    int dy = i * window.dilationY() - window.pad().top();
    int dx = j * window.dilationX() - window.pad().left();
    for (int p = 0; p < count; p++) {
      int y = (pixel + p) / to.width() * window.strideY() + dy;
      int x0 = (pixel + p) % to.width() * window.strideX() + dx;
      if (y < 0 || y >= from.height() || x0 < 0 || x0 >= from.width()) {
        x[row + p] = 0;
        slack[row + p] = 0;
        carried[row + p] = 0;
      } else {
        int cell = (c * from.height() + y) * from.width() + x0;
        x[row + p] = in.values()[cell];
        slack[row + p] = own * Math.abs(in.values()[cell]);
        carried[row + p] = in.bounds()[cell] * in.bounds()[cell];
      }
    }
  }

  private void start(Optional<Numbers> bias, int o, Numbers out, int at, int count) {
    double value = bias.isPresent() ? bias.get().values()[o] : 0;
    double bound = bias.isPresent() ? bias.get().bounds()[o] : 0;
    Arrays.fill(out.values(), at, at + count, value);
    Arrays.fill(
        out.bounds(), at, at + count, bound + own * Math.abs(value) + terms * Rounding.TINY);
  }

  private void exactWeights(double[] weight, int from, Numbers out, int at, int count) {
    double[] sums = out.values();
    double[] bounds = out.bounds();
    for (int k = 0; k < terms; k++) {
      double w = weight[from + k];
      double size = Math.abs(w);
      int row = k * TILE;
      for (int p = 0; p < count; p++) {
        sums[at + p] += w * x[row + p];
        bounds[at + p] += size * slack[row + p];
      }
    }
  }

  private void weights(Numbers weight, int from, Numbers out, int at, int count) {
    double[] sums = out.values();
    double[] bounds = out.bounds();
    for (int k = 0; k < terms; k++) {
      double w = weight.values()[from + k];
      double off = weight.bounds()[from + k];
      double size = Math.abs(w) + off;
      int row = k * TILE;
      for (int p = 0; p < count; p++) {
        sums[at + p] += w * x[row + p];
        bounds[at + p] += size * slack[row + p] + off * Math.abs(x[row + p]);
      }
    }
  }

  /** √(Σ (w·bound(x))²). */
  private void carry(double[] weight, int from, Numbers out, int at, int count) {
    Arrays.fill(squares, 0, count, 0);
    for (int k = 0; k < terms; k++) {
      double square = weight[from + k] * weight[from + k];
      for (int p = 0; p < count; p++) {
        squares[p] += square * carried[k * TILE + p];
      }
    }
    for (int p = 0; p < count; p++) {
      out.bounds()[at + p] += Math.sqrt(squares[p]);
    }
  }
}
