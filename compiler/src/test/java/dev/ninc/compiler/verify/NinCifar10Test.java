package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link PublishedCifar10}, by the interpreter and by generated Java. */
class NinCifar10Test {

  private static PublishedCifar10 published;
  private static Harness harness;

  @BeforeAll
  static void load() throws IOException {
    published = PublishedCifar10.load();
    harness = new Harness(published.network(), published.weights(), Options.DEFAULT);
  }

  @Test
  void theOracleAgreesWithAnIndependentComputation() {
    Interpreter oracle = new Interpreter(harness.checked().graph(), harness::weight);
    Value scores = harness.checked().graph().outputs().get(0).value();
    double[] found = new double[published.expected().length];
    for (int i = 0; i < PublishedCifar10.IMAGES; i++) {
      Map<Value, Numbers> all = oracle.run(published.image(i));
      System.arraycopy(
          all.get(scores).values(),
          0,
          found,
          i * PublishedCifar10.CLASSES,
          PublishedCifar10.CLASSES);
    }
    assertThat(found).containsExactly(published.expected(), within(1e-6));
  }

  @Test
  void scalarKernelsClassifyEighteenOfTwentyImages() {
    published.assertAnswers(harness.model(Machine.SCALAR).run(published.images()));
  }

  @Test
  void vectorKernelsGiveTheSameBitsAtEveryWidth() {
    float[] scalar = harness.model(Machine.SCALAR).run(published.images());
    for (Machine machine : Machine.VECTOR) {
      float[] vector = harness.model(machine).run(published.images());
      assertThat(vector).as("%s", machine).isEqualTo(scalar);
    }
    published.assertAnswers(harness.model(Machine.VECTOR.get(0)).run(published.images()));
  }

  @Test
  void everyStepIsWithinItsBound() {
    float[] first = published.image(0);
    assertThat(harness.verify(Machine.SCALAR, first, published.image(1)).firstDivergence())
        .isEmpty();
    assertThat(harness.verify(Machine.VECTOR.get(0), first).firstDivergence()).isEmpty();
  }

  @Test
  void theWeightsAreThePublishedOnes() {
    assertThat(harness.checked().graph().params().stream().mapToLong(NinCifar10Test::size).sum())
        .isEqualTo(966_986);
  }

  private static long size(Op.Param param) {
    return param.type().size();
  }
}
