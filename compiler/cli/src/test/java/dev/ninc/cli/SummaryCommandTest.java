package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {

  private static final Path NIN = Cli.repository("samples/models/nin-cifar10.nin");

  @Test
  void theNetworkOfThePaper() {
    Cli.Outcome outcome = ninc("summary", NIN);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("NinCifar10 (classes = 10, width = 192)")
        .containsPattern(
            "mlpconv2\\.0 +5x5 pad 2, 96 → 192, ReLU +192x16x16 +460,992 +117,964,800 +53\\.0 %")
        .containsPattern("parameters +966,986 +3\\.7 MiB")
        .containsPattern("MACs +222,486,528 ");
    assertThat(outcome.out().lines().allMatch(l -> l.equals(l.stripTrailing()))).isTrue();
  }

  @Test
  void jsonAddsUp() throws Exception {
    Cli.Outcome outcome = ninc("summary", "--json", NIN);
    assertThat(outcome.code()).isZero();
    assertThat(sum(outcome.out(), "parameters")).isEqualTo(2 * 966_986);
    assertThat(sum(outcome.out(), "macs")).isEqualTo(2 * 222_486_528.0);
    assertThat(sum(outcome.out(), "macShare")).isEqualTo(1, within(1e-12));
    assertThat(outcome.out()).contains("\"output\" : [ 192, 32, 32 ]");
  }

  @Test
  void whatItGivesIsMarkedAndLabelsAreShown(@TempDir Path folder) throws Exception {
    Path network = Tiny.network(folder);
    assertThat(ninc("summary", network).out())
        .containsPattern("mean .*→ output mean\n")
        .containsPattern("softmax1 .*→ result\n")
        .contains("labels      3: red, green, blue");
    assertThat(ninc("summary", network, "--json").out())
        .contains("\"labels\" : [ \"red\", \"green\", \"blue\" ]")
        .containsPattern("\"outputs\" : \\[ \\{\\s+\"name\" : \"softmax1\"");
  }

  @Test
  void parametersChangeIt() {
    assertThat(ninc("summary", NIN, "-P", "classes=100").out()).contains("984,356");
  }

  @Test
  void peakMemoryIsThatOfTheFirstTwoLayers() throws Exception {
    double expected = (192 + 160) * 32 * 32 * 4;
    assertThat(sum(ninc("summary", "--json", NIN).out(), "peakMemory")).isEqualTo(expected);
  }

  /** The sum of all numbers of this name: each total is as much as its parts. */
  private static double sum(String document, String name) throws IOException {
    List<Double> found = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isNumeric() && name.equals(json.currentName())) {
          found.add(json.getDoubleValue());
        }
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).sum();
  }
}
