package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What a layer of another tool computes, as far as it can be imported. */
public sealed interface LayerOp {

  /** The images. */
  record Input() implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /**
   * Weights [outputs, channels / groups, window.height, window.width], and perhaps a bias.
   *
   * @param norm the normalization behind it, which nothing else reads
   */
  record Conv(int outputs, Window window, int groups, boolean bias, Optional<Norm> norm)
      implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conv(this);
    }

    /** A cccp layer: each position on its own. */
    public boolean isPointwise() {
      return window.isPointwise() && groups == 1;
    }
  }

  /**
   * Weights [outputs, channels · height · width], and perhaps a bias.
   *
   * @param transposed whether the file holds the weights with their dimensions exchanged
   * @param norm the normalization behind it, which nothing else reads
   */
  record Fc(int outputs, boolean bias, boolean transposed, Optional<Norm> norm) implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fc(this);
    }
  }

  /**
   * @param max else an average
   * @param window empty for the whole image
   * @param floor whether the number of windows is rounded down
   * @param inside whether an average counts only cells inside the image
   */
  record Pool(boolean max, Optional<Window> window, boolean floor, boolean inside)
      implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pool(this);
    }
  }

  record Activate(Activation function) implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  record Dropout(float rate) implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.dropout(this);
    }
  }

  record Softmax() implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /**
   * Channels, rows and columns in one row: what an {@link Fc} does by itself.
   *
   * @param dims the new dimensions, images first; 0 for the old one, −1 for what is left; none for
   *     images x all
   */
  record Flatten(List<Integer> dims) implements LayerOp {
    public Flatten {
      dims = List.copyOf(dims);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.flatten(this);
    }
  }

  /** x / (k + alpha / size · Σ x²)^beta, the sum over so many channels around each. */
  record Lrn(int size, float alpha, float beta, float k) implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /**
   * A normalization by trained statistics, a scale, or both in this order. At least one is there.
   *
   * @param statistics (x − mean) / √(variance + epsilon)
   * @param gain x · gain + shift
   */
  record Norm(Optional<Statistics> statistics, Optional<Gain> gain) implements LayerOp {

    /** Where its arrays are: the mean, the variance, and the number that both are divided by. */
    public record Statistics(String layer, Span span, float epsilon) {}

    /** Where its arrays are: of a factor, of a shift, or of both in this order. */
    public record Gain(String layer, Span span, boolean hasGain, boolean hasShift) {}

    public static Norm of(Statistics statistics) {
      return new Norm(Optional.of(statistics), Optional.empty());
    }

    public static Norm of(Gain gain) {
      return new Norm(Optional.empty(), Optional.of(gain));
    }

    /** This and what follows it as one, if they are statistics and their scale. */
    public Optional<Norm> and(Norm next) {
      boolean fit = gain.isEmpty() && next.statistics.isEmpty();
      return fit ? Optional.of(new Norm(statistics, next.gain)) : Optional.empty();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.norm(this);
    }
  }

  /** The channels of several maps one after the other. */
  record Concat() implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.concat(this);
    }
  }

  /** The sum of several maps. */
  record Add() implements LayerOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.add(this);
    }
  }

  /** Whether the imported text needs no line for it. */
  default boolean isNothing() {
    return this instanceof Flatten || this instanceof Dropout dropout && dropout.rate() == 0;
  }

  /** Whether it has more than one input. */
  default boolean isJoin() {
    return this instanceof Concat || this instanceof Add;
  }

  /** One answer for each op. */
  interface Cases<R> {
    R input(Input op);

    R conv(Conv op);

    R fc(Fc op);

    R pool(Pool op);

    R activate(Activate op);

    R dropout(Dropout op);

    R softmax(Softmax op);

    R flatten(Flatten op);

    R lrn(Lrn op);

    R norm(Norm op);

    R concat(Concat op);

    R add(Add op);
  }

  <R> R match(Cases<R> cases);
}
