package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  @TempDir Path folder;

  @Test
  void everyStepOfEveryKindOfKernelsIsShown() throws Exception {
    Cli.Outcome outcome = ninc("verify", Tiny.network(folder), "--images", "3");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.err()).contains("seed 1");
    assertThat(outcome.out())
        .containsPattern("4  look +direct .* +0\\.\\d+ +0\\.\\d+ +0\\.\\d+")
        .contains("mean", "softmax1", "scalar: right.")
        .contains("vector, 32 registers: right.", "vector, 16 registers: right.");
  }

  @Test
  void trainedWeightsAreTaken() throws Exception {
    Cli.Outcome outcome = ninc("verify", Tiny.network(folder), "-w", Tiny.weights(folder));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void whatFloatCannotHoldDiverges() throws Exception {
    Path weights = Tiny.weights(folder, 3e38f);
    Cli.Outcome outcome = ninc("verify", Tiny.network(folder), "-w", weights);
    assertThat(outcome.code()).as(outcome.out()).isEqualTo(3);
    assertThat(outcome.out()).contains("scalar: DIVERGES, first at `look`: number ");
  }

  @Test
  void noImageProvesNothing() throws Exception {
    assertThat(ninc("verify", Tiny.network(folder), "--images", "0").code()).isEqualTo(2);
  }
}
