package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DumpCommandTest {

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
}
