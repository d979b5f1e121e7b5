package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.Packing;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each weight lies where kernels look for it. */
class WeightBufferTest {

  private static final int AT = 16;

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i + 1;
    }
    return numbers;
  }

  @Test
  void filters() {
    for (int groups : new int[] {1, 2, 3}) {
      for (int each : new int[] {1, 16, 31, 32, 33, 48, 70}) {
        filters(groups, each, 3, 2, 5);
      }
    }
  }

  private static void filters(int groups, int each, int inputs, int height, int width) {
    int outputs = groups * each;
    int panels = (each + 31) / 32;
    int terms = inputs * height * width;
    float[] weight = numbers(outputs * terms);
    WeightBuffer buffer = new WeightBuffer(AT + groups * panels * 32 * terms + AT);
    buffer.filters(AT, weight, outputs, inputs, height, width, groups);
    float[] expected = new float[buffer.floats().length];
    for (int o = 0; o < outputs; o++) {
      int group = o / each;
      int inGroup = o % each;
      for (int c = 0; c < inputs; c++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            int k = (y * width + x) * inputs + c;
            int panel = group * panels + inGroup / 32;
            expected[AT + (panel * terms + k) * 32 + inGroup % 32] =
                weight[((o * inputs + c) * height + y) * width + x];
          }
        }
      }
    }
    assertThat(buffer.floats()).isEqualTo(expected);
  }

  /** A transform of one point of a side that sums up: so a filter becomes the sum of its taps. */
  @Test
  void winogradFilters() {
    double[][] sums = {{1, 1, 1}, {2, 2, 2}};
    for (int outputs : new int[] {1, 31, 32, 33, 48}) {
      int inputs = 3;
      float[] weight = numbers(outputs * inputs * 9);
      WeightBuffer buffer = new WeightBuffer(AT + 64 * inputs * 4 + AT);
      buffer.winograd(AT, weight, outputs, inputs, sums);
      float[] expected = new float[buffer.floats().length];
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < inputs; c++) {
          float sum = 0;
          for (int tap = 0; tap < 9; tap++) {
            sum += weight[(o * inputs + c) * 9 + tap];
          }
          for (int point = 0; point < 4; point++) {
            int at = AT + ((o / 32 * 4 + point) * inputs + c) * 32 + o % 32;
            expected[at] = sum * (1 + point / 2) * (1 + point % 2);
          }
        }
      }
      assertThat(buffer.floats()).isEqualTo(expected);
    }
  }

  @Test
  void channels() {
    WeightBuffer buffer = new WeightBuffer(200);
    buffer.channels(AT, numbers(80), 2);
    float[] expected = new float[200];
    for (int c = 0; c < 80; c++) {
      expected[AT + c / 40 * 64 + c % 40] = c + 1;
    }
    assertThat(buffer.floats()).isEqualTo(expected);
  }

  @Test
  void tapsGainsAndShifts() {
    WeightBuffer buffer = new WeightBuffer(AT + 9 * 32 + 32 + 32);
    float[] twenty = numbers(20);
    buffer.taps(AT, numbers(180), 20, 9);
    buffer.gain(AT + 288, twenty, twenty, 0.5);
    buffer.shift(AT + 320, twenty, twenty, twenty, twenty, 0.5);
    assertThat(Arrays.copyOfRange(buffer.floats(), AT, AT + 288))
        .isEqualTo(Packing.taps(numbers(180), 20, 9));
    assertThat(buffer.floats()[AT + 288 + 19]).isEqualTo((float) (20 / Math.sqrt(20.5)));
    assertThat(buffer.floats()[AT + 288 + 20]).isZero();
    assertThat(buffer.floats()[AT + 320 + 19])
        .isEqualTo((float) (20 - 20 * (20 / Math.sqrt(20.5))));
  }
}
