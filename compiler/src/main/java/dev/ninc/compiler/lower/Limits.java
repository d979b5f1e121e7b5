package dev.ninc.compiler.lower;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/** How large things may get. */
final class Limits {

  /** Any size that is written: channels, rows, a stride. With it sums of sizes are ints. */
  static final int SIZE = 1 << 24;

  /** Floats in one weight, and in the maps of one image: what an array can hold. */
  static final int FLOATS = Integer.MAX_VALUE;

  /** Layers of a network. */
  static final int LAYERS = 2_000;

  /** A constant that must not be zero as a float either. */
  static final BigFraction SMALLEST = new BigFraction(BigInteger.ONE, BigInteger.TEN.pow(30));

  /** Characters of a path: names of methods, tensors and files are made of it. */
  static final int PATH = 2_000;

  /** Bodies of branches, repetitions and called blocks inside each other. */
  static final int DEPTH = 100;

  /** Binary digits of the parts of a fraction. */
  static final int BITS = 256;

  private Limits() {}

  /** The exact product. */
  static BigInteger product(Iterable<Integer> sizes) {
    BigInteger product = BigInteger.ONE;
    for (int size : sizes) {
      product = product.multiply(BigInteger.valueOf(size));
    }
    return product;
  }

  static boolean fits(BigInteger floats) {
    return floats.compareTo(BigInteger.valueOf(FLOATS)) <= 0;
  }
}
