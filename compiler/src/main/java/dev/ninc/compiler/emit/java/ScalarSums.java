package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * The loops of the scalar convolutions, as nested classes: one for each number of outputs, which is
 * a constant in them.
 *
 * <p>{@code s} are rows of sums, one for each pixel of a block, with a number for each output. The
 * form of the innermost loop is one that C2 of JDK 17 and of JDK 25 both vectorize:
 *
 * <ul>
 *   <li>All arrays have one index. Four pixels take three terms at once: 17 does not vectorize
 *       loops with four terms for several pixels. 25 would be a little faster with four.
 *   <li>The number of outputs is a constant: with a parameter, 17 does not vectorize four pixels.
 *       And 17 unrolls no further than the loop's profile allows, which layers with other numbers
 *       of outputs would spoil.
 *   <li>The method with the loop is above 325 bytecodes, so that C2 compiles it for itself. Inlined
 *       into a loop over terms, 17 does not vectorize it. Two loops, of three terms each, get
 *       there.
 *   <li>Rows of sums and of weights begin at the same place of a cache line, so that no access is
 *       split: their arrays are padded when they are made.
 * </ul>
 *
 * <p>What C2 can't do in whole vectors, 8 to 16 rounds at both ends of a row, takes as long as some
 * 64 numbers more on 17 (vectors of 32 bytes) and some 256 more on 25 (vectors of 64 bytes). So
 * long rows are fast, and short ones are faster on 17.
 */
final class ScalarSums {

  /** Terms that one call of the innermost loops takes. */
  private static final int UNIT = 6;

  /** Weights that stay in a first-level cache beside the sums: a third of 48 KiB. */
  private static final int CACHED = 1 << 12;

  private final String name;
  private final String bound;

  private ScalarSums(int outputs) {
    name = "Sums" + outputs;
    bound = "" + outputs;
  }

  /** The class for a number of outputs: {@code Sums96}. */
  static String name(int outputs) {
    return new ScalarSums(outputs).name;
  }

  /**
   * Terms that a block's pixels take before the next terms: their rows of weights should stay in
   * the first-level cache meanwhile. Fewer would have the sums pass too often.
   */
  static int terms(int outputs) {
    return Math.max(2 * UNIT, Math.min(4 * UNIT, CACHED / outputs / UNIT * UNIT));
  }

  /**
   * @param use what the network's convolutions need of it
   */
  static TypeSpec type(int outputs, ScalarHelpers.Use use) {
    ScalarSums sums = new ScalarSums(outputs);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(sums.name)
            .addJavadoc("Sums of $L outputs for a block of pixels, a row each.\n", outputs)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addMethod(sums.start())
            .addMethod(sums.store())
            .addMethods(ScalarActivations.methods(use.activations(), sums.bound));
    if (use.direct()) {
      type.addMethods(new ScalarTerms(sums.bound).methods());
    }
    if (use.depthwise()) {
      type.addMethods(ScalarTaps.methods(sums.bound));
    }
    return type.build();
  }

  private MethodSpec start() {
    return Methods.nested(
        "start(float[][] s, int n, float[] b, int bo)",
        "The sums of n pixels start with the bias.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              System.arraycopy(b, bo, s[i], 0, ${bound});
            }
            """,
            "bound",
            bound));
  }

  private MethodSpec store() {
    return Methods.nested(
        "store(float[][] s, int n, float[] a, int y, int step)",
        "Writes the sums of n pixels, step floats apart.",
        Template.code(
            """
            for (int i = 0; i < n; i++) {
              System.arraycopy(s[i], 0, a, y + i * step, ${bound});
            }
            """,
            "bound",
            bound));
  }
}
