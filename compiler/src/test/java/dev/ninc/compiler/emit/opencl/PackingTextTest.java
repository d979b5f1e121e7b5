package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTextTest {

  /** The place of a bias that is not there stays zero. */
  @Test
  void nothingIsPackedForAConvolutionWithoutABias() {
    assertThat(packing("conv 3x3 8 nobias"))
        .contains("to.filters(16, weights.floats(\"conv1.weight\"), 8, 3, 3, 3, 1);")
        .doesNotContain("to.channels(");
    assertThat(packing("depthwise 3x3 nobias"))
        .contains("to.taps(16, weights.floats(\"depthwise1.weight\"), 3, 9);")
        .doesNotContain("to.channels(");
    assertThat(packing("conv 3x3 8"))
        .contains("to.channels(880, weights.floats(\"conv1.bias\"), 1);");
  }

  private static String packing(String layer) {
    return Ninc.emit(
            Programs.network("network Net {\n  input 3x5x5\n  " + layer + "\n}\n"),
            Options.DEFAULT.targets(List.of(TargetLanguage.OPENCL)))
        .get(0)
        .text();
  }
}
