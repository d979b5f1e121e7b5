package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.testing.Harness;
import org.junit.jupiter.api.Test;

class KernelTest {

  @Test
  void aSmallNetwork() {
    Harness harness =
        new Harness(
            """
            network Small {
              input 3x13x11
              mlpconv 5x5 [37, 20] pad 2
              maxpool 3x3 stride 2
              conv 3x3 50 pad 1
              gap
              softmax
            }
            """,
            Options.DEFAULT);
    float[] image = harness.image(1);
    Report scalar = harness.verify(Harness.Machine.SCALAR, image);
    assertThat(scalar.firstDivergence()).isEmpty();
    float[] expected = harness.model(Harness.Machine.SCALAR).run(image);
    for (Harness.Machine machine : Harness.Machine.VECTOR) {
      assertThat(harness.verify(machine, image).firstDivergence()).as("%s", machine).isEmpty();
      assertThat(harness.model(machine).run(image)).as("%s", machine).isEqualTo(expected);
    }
  }
}
