package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import org.junit.jupiter.api.Test;

class ScalarWinogradTest {

  @Test
  void works() {
    for (String algorithm :
        new String[] {
          "winograd F(4x4)", "fused winograd F(4x4)", "winograd F(2x2)", "fused winograd F(3x3)"
        }) {
      Options o = Options.DEFAULT.policy(Policy.DEFAULT.everywhere(algorithm));
      Harness harness =
          new Harness(
              "network Case {\ninput 3x13x11\nconv 5x5 37 pad 2\nconv 3x3 50 pad 1\nconv 3x3 20 pad [0, 2, 1, 1]\n}\n",
              o);
      float[] image = harness.image(1);
      float[][] scalar = Trial.run(harness.model(Machine.SCALAR), image);
      for (Machine m : Machine.VECTOR) {
        assertThat(Trial.run(harness.model(m), image)).as(algorithm + m).isDeepEqualTo(scalar);
      }
    }
  }
}
