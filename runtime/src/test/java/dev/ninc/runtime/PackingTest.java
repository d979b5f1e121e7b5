package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each number of a weight stands where its documentation says, for panels of both widths. */
class PackingTest {

  private static final int OUTPUTS = 2 * 50;
  private static final int GROUPS = 2;
  private static final int INPUTS = 3;
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;
  private static final int TERMS = HEIGHT * WIDTH * INPUTS;

  private final float[] weight = numbered(OUTPUTS * TERMS);

  @Test
  void panels() {
    float[] packed = Packing.panels(weight, OUTPUTS, INPUTS, HEIGHT, WIDTH, GROUPS);
    int padded = 64; // 50 outputs: a panel of 32, and 18 in another
    assertThat(packed).hasSize(GROUPS * padded * TERMS);
    for (int o = 0; o < OUTPUTS; o++) {
      int inGroup = o % 50;
      int panel = inGroup / 32;
      for (int term = 0; term < TERMS; term++) {
        int at = (o / 50 * padded + panel * 32) * TERMS + term * 32 + inGroup % 32;
        assertThat(packed[at]).as("output %d, term %d", o, term).isEqualTo(expected(o, term));
      }
    }
  }

  @Test
  void theLastPanelIsNarrowWhereThatIsEnough() {
    float[] weights = numbered(40 * INPUTS);
    float[] packed = Packing.panels(weights, 40, INPUTS, 1, 1, 1);
    assertThat(packed).hasSize(48 * INPUTS);
    assertThat(packed[32 * INPUTS + 2 * 16 + 7]).isEqualTo(weights[39 * INPUTS + 2]);
    assertThat(packed[32 * INPUTS + 2 * 16 + 8]).isZero();
  }

  @Test
  void rows() {
    float[][] rows = Packing.rows(weight, OUTPUTS, INPUTS, HEIGHT, WIDTH, GROUPS);
    assertThat(rows).hasDimensions(GROUPS * TERMS, 50);
    for (int o = 0; o < OUTPUTS; o++) {
      for (int term = 0; term < TERMS; term++) {
        assertThat(rows[o / 50 * TERMS + term][o % 50]).isEqualTo(expected(o, term));
      }
    }
  }

  @Test
  void longRowsFillCacheLinesTogetherWithTheirHeader() {
    assertThat(Packing.rowFloats(63)).isEqualTo(63);
    assertThat(Packing.rowFloats(76)).isEqualTo(76);
    assertThat(Packing.rowFloats(77)).isEqualTo(92);
    assertThat(Packing.rowFloats(96)).isEqualTo(108);
    float[] weights = numbered(96 * 2);
    float[][] rows = Packing.rows(weights, 96, 2, 1, 1, 1);
    assertThat(rows).hasDimensions(2, 108);
    assertThat(rows[1][95]).isEqualTo(weights[191]);
    assertThat(rows[1][96]).isZero();
  }

  @Test
  void aBiasIsPaddedGroupByGroupAndHasNoNegativeZero() {
    float[] packed = Packing.bias(new float[] {1, -0f, 3, 4}, 2);
    assertThat(packed).hasSize(32);
    assertThat(packed).startsWith(1, 0, 0);
    assertThat(packed[16]).isEqualTo(3);
    assertThat(Float.floatToRawIntBits(packed[1])).isZero();
  }

  /** Terms stand in the order row, column, channel; the file has channel, row, column. */
  private float expected(int output, int term) {
    int channel = term % INPUTS;
    int tap = term / INPUTS;
    return weight[(output * INPUTS + channel) * HEIGHT * WIDTH + tap];
  }

  private static float[] numbered(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i + 1;
    }
    return numbers;
  }
}
