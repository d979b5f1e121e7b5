package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is near the limits still becomes Java that compiles: a method holds 64 KB at most. */
class LargeNetworkTest {

  @Test
  void hundredsOfLayersWithBatchNorm() {
    String layers =
        IntStream.range(0, 400).mapToObj(i -> "  conv 1x1 2 norm\n").collect(Collectors.joining());
    Harness harness =
        new Harness("network Deep {\n  input 2x2x2\n" + layers + "}\n", Options.DEFAULT);
    float[] image = harness.image(1);
    assertThat(harness.verify(Machine.SCALAR, image).firstDivergence()).isEmpty();
    assertThat(harness.model(Machine.VECTOR.get(0)).run(image))
        .isEqualTo(harness.model(Machine.SCALAR).run(image));
  }

  @Test
  void tensOfThousandsOfLabels() {
    String labels =
        IntStream.range(0, 22_000).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
    String text = "network Wide {\n  input 1x1x1\n  cccp 22000\n  labels [" + labels + "]\n}\n";
    Harness harness = new Harness(text, Options.DEFAULT);
    var model = harness.model(Machine.SCALAR);
    assertThat(model.labels()).hasSize(22_000).startsWith("l0", "l1").endsWith("l21999");
  }
}
