package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {

  @TempDir Path folder;

  private static final Path NIN = Cli.repository("samples/models/nin-cifar10-bn.nin");

  @Test
  void withoutAPassTheGraphIsWhatTheUserWrote() {
    Cli.Outcome outcome = ninc("dump", NIN);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("graph NinCifar10Bn").contains("= dropout");
    assertThat(outcome.out()).contains("batch norm").doesNotContain("chain");
  }

  @Test
  void afterAPassItIsChanged() {
    assertThat(ninc("dump", NIN, "--after", "drop-inference-noops").out())
        .doesNotContain("= dropout")
        .contains("batch norm");
    String last = ninc("dump", NIN, "--after", "remove-dead").out();
    assertThat(last).contains("chain %mlpconv1.0 -> ").doesNotContain("batch norm");
    assertThat(ninc("dump", NIN, "--after", "all").out()).isEqualTo(last);
  }

  @Test
  void aPassCanBeLeftOut() {
    assertThat(ninc("dump", NIN, "--after", "all", "--without", "fuse-pointwise").out())
        .doesNotContain("chain");
    assertThat(
            ninc("dump", NIN, "--after", "all", "--without", "fuse-pointwise,drop-inference-noops")
                .out())
        .doesNotContain("chain")
        .contains("= dropout");
  }

  @Test
  void aTraceSaysWhatEachPassChanged() {
    Cli.Outcome outcome = ninc("dump", NIN, "--trace");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .contains(
            "drop-inference-noops: 34 → 32 layers",
            "  dropped dropout1: dropout 0.5",
            "  rewrote mlpconv1.0:norm: batch norm → scale",
            "fold-scale: 32 → 23 layers, 81 → 90 nodes on weights",
            "  merged mlpconv1.0:norm: 5x5 pad 2, 3 → 192 + scale",
            "  merged mlpconv1.0: 5x5 pad 2, 3 → 192 + ReLU",
            "  grouped mlpconv1.0 → mlpconv1.1 → mlpconv1.2",
            "  and 2 more like these",
            "remove-dead (unchanged)");
    assertThat(outcome.out()).contains("of maps that would be written and read again");
  }

  @Test
  void aTraceOfSomePasses() {
    assertThat(ninc("dump", NIN, "--trace", "--after", "drop-inference-noops").out())
        .contains("dropped dropout2", "After 1 pass: 32 layers")
        .doesNotContain("fold-scale");
    assertThat(ninc("dump", NIN, "--trace", "--without", "fold-scale").out())
        .doesNotContain("fold-scale", "merged mlpconv1.0:norm");
  }

  @Test
  void aTraceOfADeepNetworkIsShort() throws Exception {
    String layer = "  conv 3x3 4 pad 1 norm\n  dropout 0.5\n";
    Path deep =
        Files.writeString(
            folder.resolve("deep.nin"),
            "network Deep {\n  input 3x8x8\n" + layer.repeat(100) + "  gap\n}\n");
    Cli.Outcome outcome = ninc("dump", deep, "--trace");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSizeLessThan(50);
    assertThat(outcome.out()).contains("  and 93 more like these");
  }
}
