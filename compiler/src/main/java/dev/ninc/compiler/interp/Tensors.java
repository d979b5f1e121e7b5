package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Op;

/**
 * The ops of the load phase. Each result may be off by a few units in its last place, and by what
 * the errors of its operands make of it.
 */
final class Tensors {

  private Tensors() {}

  /** 1 / √(in + epsilon). */
  static Numbers inverseRoot(Numbers in, double epsilon) {
    Numbers out = Numbers.zeros(in.size());
    for (int i = 0; i < in.size(); i++) {
      double x = in.values()[i] + epsilon;
      double y = 1 / Math.sqrt(x);
      // The function falls, and is steepest to the left.
      double carried = in.bounds()[i] == 0 ? 0 : 1 / Math.sqrt(Math.max(0, x - in.bounds()[i])) - y;
      out.values()[i] = y;
      out.bounds()[i] = carried + Rounding.few(y);
    }
    return out;
  }

  /** left[o,…] ∘ right[o]. */
  static Numbers arithmetic(Op.Arithmetic.Kind kind, Numbers left, Numbers right) {
    Numbers out = Numbers.zeros(left.size());
    int inner = left.size() / right.size();
    for (int i = 0; i < left.size(); i++) {
      double l = left.values()[i];
      double r = right.values()[i / inner];
      double lb = left.bounds()[i];
      double rb = right.bounds()[i / inner];
      double y =
          switch (kind) {
            case PLUS -> l + r;
            case MINUS -> l - r;
            case TIMES -> l * r;
          };
      double carried =
          kind == Op.Arithmetic.Kind.TIMES
              ? Math.abs(l) * rb + Math.abs(r) * lb + lb * rb
              : lb + rb;
      out.values()[i] = y;
      out.bounds()[i] = carried + Rounding.few(Math.abs(y));
    }
    return out;
  }
}
