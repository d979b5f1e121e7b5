package dev.ninc.compiler.ir;

import java.util.List;
import java.util.Optional;

/**
 * What a node computes. The equations are for real numbers; {@code interp} evaluates them in double
 * precision, and every generated kernel is held against that.
 *
 * <p>Indices: o an output channel, c an input channel, y and x a position, i and j a tap of a
 * window. What lies outside the maps is zero for sums and absent for maxima.
 */
public sealed interface Op {

  /** The network's input: maps of one image. */
  record Input(Maps type) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /** A trained tensor, read from the weights file under {@code name}. */
  record Param(String name, Tensor type, Init init) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.param(this);
    }
  }

  /**
   * out[o,y,x] = act(bias[o] + Σ in[c, y·s−p+i·d, x·s−p+j·d] · weight[o,c,i,j]). The sum runs over
   * the channels of o's group. A generated kernel adds in the order i, j, c, starting with the
   * bias, each term by a fused multiply-add.
   *
   * @param weight [O, C / groups, window.height, window.width]
   * @param bias [O]
   */
  record Conv(
      Value in, Value weight, Optional<Value> bias, Window window, int groups, Activation act)
      implements Op {

    /** Whether each output is made of the one channel of its own number. */
    public boolean isDepthwise(Maps in, Maps out) {
      return groups > 1 && groups == in.channels() && groups == out.channels();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conv(this);
    }
  }

  /**
   * Max: out[c,y,x] = the largest in[c, ·, ·] of the window that lies in the image. Average: their
   * sum divided by the number of cells that {@code divisor} says.
   */
  record Pool(Value in, Kind kind, Window window, Rounding rounding, Divisor divisor)
      implements Op {

    /** What is taken of a window. */
    public enum Kind {
      MAX,
      AVERAGE
    }

    /** How the number of windows in a row is rounded. */
    public enum Rounding {
      /**
       * ⌈(in + pads − k) / s⌉ + 1, less one where the last window would start at or beyond in +
       * leading pad (Caffe, which forgets the latter where there is no padding and the stride is
       * larger than the window: its last window is then empty).
       */
      CEIL,
      /** ⌊(in + pads − k) / s⌋ + 1. */
      FLOOR
    }

    /** What an average is divided by. Unused, {@link #PADDED}, for a maximum. */
    public enum Divisor {
      /** The cells of the window clipped to the padded image (Caffe). */
      PADDED,
      /** The cells of the window inside the image (ONNX's count_include_pad = 0). */
      INSIDE
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pool(this);
    }
  }

  /** out[c] = (Σ in[c,y,x]) / (height · width). */
  record GlobalAverage(Value in) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.globalAverage(this);
    }
  }

  /** out = act(in), each number on its own. */
  record Activate(Value in, Activation act) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /**
   * out[c,y,x] = (in[c,y,x] − mean[c]) / √(variance[c] + epsilon) · scale[c] + shift[c] (Ioffe and
   * Szegedy, 2015), with the running statistics of training. All weights are [C].
   */
  record BatchNorm(Value in, Value scale, Value shift, Value mean, Value variance, double epsilon)
      implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.batchNorm(this);
    }
  }

  /** out[c,y,x] = in[c,y,x] · gain[c] + shift[c], fused. Both weights are [C]. */
  record Scale(Value in, Value gain, Value shift) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.scale(this);
    }
  }

  /**
   * Local response normalization across channels: out[c,y,x] = in[c,y,x] / (bias + alpha / size · Σ
   * in[c',y,x]²)^beta, the sum over the channels c' from c − (size − 1) / 2 to c + (size − 1) / 2
   * that exist (Krizhevsky, Sutskever and Hinton, 2012, section 3.3, whose alpha is not divided by
   * the size; Caffe's and ONNX's is). A generated kernel adds the squares in the order of the
   * channels, starting with zero.
   *
   * @param size channels in the sum where all exist: odd
   * @param alpha at least 0
   * @param bias larger than 0
   */
  record Lrn(Value in, int size, double alpha, double beta, double bias) implements Op {

    /** Channels on each side. */
    public int reach() {
      return (size - 1) / 2;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /** The channels of the inputs, one input after the other. */
  record Concat(List<Value> in) implements Op {
    public Concat {
      in = List.copyOf(in);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.concat(this);
    }
  }

  /** out = act(in₀ + in₁ + …), added from the left. */
  record Add(List<Value> in, Activation act) implements Op {
    public Add {
      in = List.copyOf(in);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.add(this);
    }
  }

  /** In training zeroes numbers with probability {@code rate}; in inference out = in. */
  record Dropout(Value in, float rate) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.dropout(this);
    }
  }

  /** out[c,y,x] = exp(in[c,y,x] − m) / Σ exp(in[·,y,x] − m), m the largest in[·,y,x]. */
  record Softmax(Value in) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  // What follows computes tensors from tensors: it depends on no input, so it runs once, when the
  // weights are loaded.

  /** The same numbers in the same order under other dimensions. */
  record Reshape(Value in, Tensor type) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reshape(this);
    }
  }

  /** out = 1 / √(in + epsilon). */
  record InverseRoot(Value in, double epsilon) implements Op {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.inverseRoot(this);
    }
  }

  /**
   * out[o,…] = left[o,…] ∘ right[o]: {@code right} has one dimension, the first of {@code left}.
   */
  record Arithmetic(Kind kind, Value left, Value right) implements Op {

    /** The operation ∘. */
    public enum Kind {
      PLUS,
      MINUS,
      TIMES
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.arithmetic(this);
    }
  }

  /** One answer for each op: a new op does not compile until all have it. */
  interface Cases<R> {
    R input(Input op);

    R param(Param op);

    R conv(Conv op);

    R pool(Pool op);

    R globalAverage(GlobalAverage op);

    R activate(Activate op);

    R batchNorm(BatchNorm op);

    R scale(Scale op);

    R lrn(Lrn op);

    R concat(Concat op);

    R add(Add op);

    R dropout(Dropout op);

    R softmax(Softmax op);

    R reshape(Reshape op);

    R inverseRoot(InverseRoot op);

    R arithmetic(Arithmetic op);
  }

  <R> R match(Cases<R> cases);

  /** The values that this op reads, in the order of its components. */
  default List<Value> inputs() {
    return match(new Operands());
  }

  /** This op with each value that it reads replaced. */
  default Op rename(java.util.function.UnaryOperator<Value> to) {
    return match(new Renaming(to));
  }
}
