package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import java.util.List;

/**
 * The loops of all scalar poolings: pixels are copied into rows, for C2 wants one index in a loop.
 */
final class ScalarWindows {

  private ScalarWindows() {}

  static List<MethodSpec> maxima() {
    return List.of(
        window(
            "windowMax",
            "The largest of each channel in a window, in the first row.",
            "System.arraycopy(a, x, s[0], 0, channels);",
            1,
            "max"),
        Methods.function(
            "max(float[] s, float[] x, int channels)",
            "The larger of two pixels, channel by channel.",
            Template.code(
                """
                for (int c = 0; c < channels; c++) {
                  s[c] = Math.max(s[c], x[c]);
                }
                """)));
  }

  static List<MethodSpec> sums() {
    return List.of(
        window(
            "windowSum",
            "The sum of each channel in a window, in the first row.",
            "Arrays.fill(s[0], 0, channels, 0f);",
            0,
            "plus"),
        Methods.function(
            "plus(float[] s, float[] x, int channels)",
            "The sum of two pixels, channel by channel.",
            Template.code(
                """
                for (int c = 0; c < channels; c++) {
                  s[c] += x[c];
                }
                """)),
        Methods.function(
            "times(float[] s, float scale, int channels)",
            "A pixel times a number.",
            Template.code(
                """
                for (int c = 0; c < channels; c++) {
                  s[c] *= scale;
                }
                """)));
  }

  private static MethodSpec window(
      String name, String comment, String start, int first, String combine) {
    return Methods.function(
        name
            + "(float[][] s, float[] a, int x, int rows, int rowStride, int columns, int pixelStride,"
            + " int channels)",
        comment,
        Template.code(
            """
            ${start}
            for (int cell = ${first}; cell < rows * columns; cell++) {
              int at = x + cell / columns * rowStride + cell % columns * pixelStride;
              System.arraycopy(a, at, s[1], 0, channels);
              ${combine}(s[0], s[1], channels);
            }
            """,
            "start", start, "first", first, "combine", combine));
  }
}
