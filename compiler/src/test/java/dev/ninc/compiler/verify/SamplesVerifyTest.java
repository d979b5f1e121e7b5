package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every sample network, with seeded weights, step by step against the oracle. */
class SamplesVerifyTest {

  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    return Samples.all().stream()
        .map(s -> DynamicTest.dynamicTest(s.getFileName().toString(), () -> verify(s)));
  }

  private static void verify(Path sample) throws IOException {
    Network network = Samples.network(sample);
    Harness harness = new Harness(network, Harness.seeded(network, 7), Options.DEFAULT);
    float[] image = harness.image(1);
    assertThat(harness.verify(Machine.SCALAR, image).firstDivergence()).isEmpty();
    Machine widest = Machine.VECTOR.get(0);
    assertThat(harness.verify(widest, image).firstDivergence()).isEmpty();
    assertThat(harness.model(widest).run(image))
        .isEqualTo(harness.model(Machine.SCALAR).run(image));
  }
}
