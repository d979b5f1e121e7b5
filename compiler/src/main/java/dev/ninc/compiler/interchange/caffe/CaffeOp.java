package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Window;
import java.util.Optional;

/** What a layer computes, as far as it can be imported. */
sealed interface CaffeOp {

  /** The images. */
  record Input() implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /** Weights [outputs, channels / groups, window.height, window.width], and perhaps a bias. */
  record Conv(int outputs, Window window, int groups, boolean bias) implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conv(this);
    }

    /** A cccp layer: each position on its own. */
    boolean isPointwise() {
      return window.isPointwise() && groups == 1;
    }
  }

  /** Weights [outputs, channels · height · width], and perhaps a bias. */
  record Fc(int outputs, boolean bias) implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fc(this);
    }
  }

  /**
   * @param max else an average
   * @param window empty for the whole image
   * @param floor whether the number of windows is rounded down
   */
  record Pool(boolean max, Optional<Window> window, boolean floor) implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pool(this);
    }
  }

  record Activate(Activation function) implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  record Dropout(float rate) implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.dropout(this);
    }
  }

  record Softmax() implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /** Channels, rows and columns in one row: what an {@link Fc} does by itself. */
  record Flatten() implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.flatten(this);
    }
  }

  /** The channels of several maps one after the other. */
  record Concat() implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.concat(this);
    }
  }

  /** The sum of several maps. */
  record Add() implements CaffeOp {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.add(this);
    }
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

    R concat(Concat op);

    R add(Add op);
  }

  <R> R match(Cases<R> cases);
}
