package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.source.CompilerBug;
import java.util.Locale;

/** What a box stands for; each kind has its colour. */
enum Kind {
  END("input, output"),
  CONVOLUTION("convolution"),
  POOLING("pooling"),
  FUNCTION("normalization, activation"),
  JOIN("branches join"),
  DROPOUT("only in training"),
  BLOCK("block");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** As the legend says it. */
  String words() {
    return words;
  }

  /** The class of its rectangles. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(Op op) {
    return op.match(new OfOp());
  }

  private static final class OfOp implements Op.Cases<Kind> {

    @Override
    public Kind input(Op.Input op) {
      return END;
    }

    @Override
    public Kind conv(Op.Conv op) {
      return CONVOLUTION;
    }

    @Override
    public Kind pool(Op.Pool op) {
      return POOLING;
    }

    @Override
    public Kind globalAverage(Op.GlobalAverage op) {
      return POOLING;
    }

    @Override
    public Kind activate(Op.Activate op) {
      return FUNCTION;
    }

    @Override
    public Kind batchNorm(Op.BatchNorm op) {
      return FUNCTION;
    }

    @Override
    public Kind scale(Op.Scale op) {
      return FUNCTION;
    }

    @Override
    public Kind lrn(Op.Lrn op) {
      return FUNCTION;
    }

    @Override
    public Kind concat(Op.Concat op) {
      return JOIN;
    }

    @Override
    public Kind add(Op.Add op) {
      return JOIN;
    }

    @Override
    public Kind dropout(Op.Dropout op) {
      return DROPOUT;
    }

    @Override
    public Kind softmax(Op.Softmax op) {
      return FUNCTION;
    }

    @Override
    public Kind param(Op.Param op) {
      throw noMaps(op);
    }

    @Override
    public Kind reshape(Op.Reshape op) {
      throw noMaps(op);
    }

    @Override
    public Kind inverseRoot(Op.InverseRoot op) {
      throw noMaps(op);
    }

    @Override
    public Kind arithmetic(Op.Arithmetic op) {
      throw noMaps(op);
    }

    private static CompilerBug noMaps(Op op) {
      return new CompilerBug("it gives no maps, and so has no box: " + op);
    }
  }
}
