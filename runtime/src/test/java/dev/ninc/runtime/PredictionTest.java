package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {

  private static final List<String> LABELS = List.of("a", "b", "c");

  @Test
  void theBestComeFirst() {
    assertThat(Prediction.top(new float[] {9, 1, 3, 2}, 1, 3, LABELS, 2))
        .containsExactly(new Prediction(1, "b", 3), new Prediction(2, "c", 2));
  }

  @Test
  void ofEqualScoresTheLowerIndexComesFirst() {
    assertThat(Prediction.top(new float[] {1, 1, 1}, 0, 3, List.of(), 9))
        .extracting(Prediction::label)
        .containsExactly("0", "1", "2");
  }

  @Test
  void notANumberComesLast() {
    assertThat(Prediction.top(new float[] {Float.NaN, -1, Float.NaN}, 0, 3, LABELS, 3))
        .extracting(Prediction::index)
        .containsExactly(1, 0, 2);
  }

  @Test
  void scoresThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> Prediction.top(new float[3], 1, 3, LABELS, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Prediction.top(new float[3], 0, 3, LABELS, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
