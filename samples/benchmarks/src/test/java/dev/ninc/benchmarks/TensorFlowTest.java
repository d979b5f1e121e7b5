package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which networks are translated to TensorFlow, and that the translation means the same. */
class TensorFlowTest {

  @Test
  void theNetworksThatAreMeasuredAreCovered() throws IOException {
    for (String name : Samples.NINS) {
      assertThat(EngineKind.TENSORFLOW.runs(Subject.sample(name))).as(name).isTrue();
    }
  }

  @Test
  void windowsAndPaddingsOfAllKinds() throws IOException {
    for (String layers :
        List.of(
            "conv 3x3 4 pad 1 stride 2 conv 5x3 3 pad 2x1",
            "conv 4x4 5 pad [1, 0, 2, 1] conv 3x3 3 dilate 2 stride 1",
            "maxpool 3x3 stride 2 conv 1x1 4 act linear",
            "avgpool 3x3 stride 2 conv 1x1 4",
            "conv 3x3 4 maxpool 2x2 stride 2 gap softmax")) {
      String text = "network N { input 3x12x18 " + layers + " }";
      assertThat(Agreement.of(Subject.of("n.nin", text), List.of(EngineKind.TENSORFLOW), 1))
          .as(text)
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f.agrees()).as("%s", f).isTrue());
    }
  }

  @Test
  void whatItCanNotSayIsRefused() throws IOException {
    String text = "network N { input 2x8x8 maxpool 3x3 pad 1 stride 3 lrn 3 gap }";
    Subject subject = Subject.of("n.nin", text);
    assertThat(EngineKind.TENSORFLOW.runs(subject)).isFalse();
    assertThatThrownBy(() -> EngineKind.TENSORFLOW.open(subject, Load.SINGLE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
