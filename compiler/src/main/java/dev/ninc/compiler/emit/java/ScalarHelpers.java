package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The loops that the scalar kernels of a network share; only those that it uses. */
final class ScalarHelpers {

  private final Set<String> wanted = new TreeSet<>();
  private final List<MethodSpec> methods = new ArrayList<>();

  private ScalarHelpers(Plan plan) {
    for (var step : plan.run()) {
      JavaKernel kernel = (JavaKernel) step.kernel();
      if (kernel instanceof JavaKernel.Direct direct) {
        want(direct.conv().act());
      } else if (kernel instanceof JavaKernel.Fused fused) {
        fused.stages().forEach(d -> want(d.conv().act()));
      } else if (kernel instanceof JavaKernel.Mean) {
        wanted.add("sum");
      } else if (kernel instanceof JavaKernel.Pooling pooling) {
        wanted.add(pooling.pool().kind() == Op.Pool.Kind.MAX ? "max" : "sum");
      }
    }
  }

  private void want(Activation act) {
    wanted.add("convolution");
    wanted.add("convolution " + act.kind());
  }

  static List<MethodSpec> of(Plan plan) {
    ScalarHelpers helpers = new ScalarHelpers(plan);
    helpers.convolutions();
    helpers.activations();
    helpers.windows();
    return helpers.methods;
  }

  private void convolutions() {
    if (!wanted.contains("convolution")) {
      return;
    }
    methods.add(
        rows("start", "The sums of n pixels start with the bias.")
            .addParameter(TypeName.INT, "n")
            .addParameter(Methods.FLOATS, "b")
            .addParameter(TypeName.INT, "bo")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    for (int i = 0; i < n; i++) {
                      System.arraycopy(b, bo, s[i], 0, outputs);
                    }
                    """))
            .build());
    methods.add(
        rows("store", "Writes the sums of n pixels.")
            .addParameter(TypeName.INT, "n")
            .addParameter(Methods.FLOATS, "a")
            .addParameter(TypeName.INT, "y")
            .addParameter(TypeName.INT, "step")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    for (int i = 0; i < n; i++) {
                      System.arraycopy(s[i], 0, a, y + i * step, outputs);
                    }
                    """))
            .build());
    methods.add(
        rows(
                "add",
                "Adds terms of n pixels, three pixels at once; x lies step floats further each.")
            .addParameter(TypeName.INT, "n")
            .addParameter(Methods.FLOATS, "a")
            .addParameter(TypeName.INT, "x")
            .addParameter(TypeName.INT, "step")
            .addParameter(Methods.ROWS, "w")
            .addParameter(TypeName.INT, "wo")
            .addParameter(TypeName.INT, "terms")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    int i = 0;
                    for (; i + 3 <= n; i += 3) {
                      int at = x + i * step;
                      add3(s[i], s[i + 1], s[i + 2], a, at, at + step, at + 2 * step, w, wo, terms, outputs);
                    }
                    for (; i < n; i++) {
                      add1(s[i], a, x + i * step, w, wo, terms, outputs);
                    }
                    """))
            .build());
    methods.add(
        Methods.function("add3", "Adds terms of three pixels, four terms at once.")
            .addParameter(Methods.FLOATS, "s")
            .addParameter(Methods.FLOATS, "t")
            .addParameter(Methods.FLOATS, "u")
            .addParameter(Methods.FLOATS, "a")
            .addParameter(TypeName.INT, "p")
            .addParameter(TypeName.INT, "q")
            .addParameter(TypeName.INT, "r")
            .addParameter(Methods.ROWS, "w")
            .addParameter(TypeName.INT, "wo")
            .addParameter(TypeName.INT, "terms")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    int k = 0;
                    for (; k + 4 <= terms; k += 4) {
                      fma12(
                          s, t, u,
                          w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
                          a[p + k], a[p + k + 1], a[p + k + 2], a[p + k + 3],
                          a[q + k], a[q + k + 1], a[q + k + 2], a[q + k + 3],
                          a[r + k], a[r + k + 1], a[r + k + 2], a[r + k + 3],
                          outputs);
                    }
                    for (; k < terms; k++) {
                      fma1(s, w[wo + k], a[p + k], outputs);
                      fma1(t, w[wo + k], a[q + k], outputs);
                      fma1(u, w[wo + k], a[r + k], outputs);
                    }
                    """))
            .build());
    methods.add(
        Methods.function("add1", "Adds terms of one pixel, four terms at once.")
            .addParameter(Methods.FLOATS, "s")
            .addParameter(Methods.FLOATS, "a")
            .addParameter(TypeName.INT, "x")
            .addParameter(Methods.ROWS, "w")
            .addParameter(TypeName.INT, "wo")
            .addParameter(TypeName.INT, "terms")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    int k = 0;
                    for (; k + 4 <= terms; k += 4) {
                      fma4(
                          s,
                          w[wo + k], w[wo + k + 1], w[wo + k + 2], w[wo + k + 3],
                          a[x + k], a[x + k + 1], a[x + k + 2], a[x + k + 3],
                          outputs);
                    }
                    for (; k < terms; k++) {
                      fma1(s, w[wo + k], a[x + k], outputs);
                    }
                    """))
            .build());
    methods.add(
        vectorized("fma12", "The innermost loop: three pixels x four terms. C2 vectorizes it.")
            .addParameter(Methods.FLOATS, "t")
            .addParameter(Methods.FLOATS, "u")
            .addParameters(parameters(Methods.FLOATS, "w0", "w1", "w2", "w3"))
            .addParameters(parameters(TypeName.FLOAT, "p0", "p1", "p2", "p3"))
            .addParameters(parameters(TypeName.FLOAT, "q0", "q1", "q2", "q3"))
            .addParameters(parameters(TypeName.FLOAT, "r0", "r1", "r2", "r3"))
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    for (int o = 0; o < outputs; o++) {
                      float v0 = w0[o];
                      float v1 = w1[o];
                      float v2 = w2[o];
                      float v3 = w3[o];
                      s[o] = Math.fma(p3, v3, Math.fma(p2, v2, Math.fma(p1, v1, Math.fma(p0, v0, s[o]))));
                      t[o] = Math.fma(q3, v3, Math.fma(q2, v2, Math.fma(q1, v1, Math.fma(q0, v0, t[o]))));
                      u[o] = Math.fma(r3, v3, Math.fma(r2, v2, Math.fma(r1, v1, Math.fma(r0, v0, u[o]))));
                    }
                    """))
            .build());
    methods.add(
        vectorized("fma4", "One pixel x four terms.")
            .addParameters(parameters(Methods.FLOATS, "w0", "w1", "w2", "w3"))
            .addParameters(parameters(TypeName.FLOAT, "x0", "x1", "x2", "x3"))
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    for (int o = 0; o < outputs; o++) {
                      s[o] = Math.fma(x3, w3[o], Math.fma(x2, w2[o], Math.fma(x1, w1[o], Math.fma(x0, w0[o], s[o]))));
                    }
                    """))
            .build());
    methods.add(
        vectorized("fma1", "One pixel x one term.")
            .addParameter(Methods.FLOATS, "w0")
            .addParameter(TypeName.FLOAT, "x0")
            .addParameter(TypeName.INT, "outputs")
            .addCode(
                Template.code(
                    """
                    for (int o = 0; o < outputs; o++) {
                      s[o] = Math.fma(x0, w0[o], s[o]);
                    }
                    """))
            .build());
  }

  private void activations() {
    activation(Activation.Kind.RELU, "relu", "Math.max(r[o], 0f)");
    activation(Activation.Kind.RELU6, "relu6", "Math.min(Math.max(r[o], 0f), 6f)");
    if (wanted.contains("convolution " + Activation.Kind.LEAKY)) {
      methods.add(
          rows("leaky", "What is negative is multiplied with the slope.")
              .addParameter(TypeName.INT, "n")
              .addParameter(TypeName.FLOAT, "slope")
              .addParameter(TypeName.INT, "outputs")
              .addCode(Template.code(EACH_SUM, "value", "r[o] < 0f ? r[o] * slope : r[o]"))
              .build());
    }
  }

  private static final String EACH_SUM =
      """
      for (int i = 0; i < n; i++) {
        float[] r = s[i];
        for (int o = 0; o < outputs; o++) {
          r[o] = ${value};
        }
      }
      """;

  private void activation(Activation.Kind kind, String name, String value) {
    if (wanted.contains("convolution " + kind)) {
      methods.add(
          rows(name, "The activation of the sums of n pixels.")
              .addParameter(TypeName.INT, "n")
              .addParameter(TypeName.INT, "outputs")
              .addCode(Template.code(EACH_SUM, "value", value))
              .build());
    }
  }

  private void windows() {
    if (wanted.contains("max")) {
      methods.add(
          window(
              "windowMax",
              "The largest of each channel in a window, in the first row.",
              "System.arraycopy(a, x, s[0], 0, channels);",
              1,
              "max"));
      methods.add(
          vectorized("max", "The larger of two pixels, channel by channel.")
              .addParameter(Methods.FLOATS, "x")
              .addParameter(TypeName.INT, "channels")
              .addCode(
                  Template.code(
                      """
                      for (int c = 0; c < channels; c++) {
                        s[c] = Math.max(s[c], x[c]);
                      }
                      """))
              .build());
    }
    if (wanted.contains("sum")) {
      methods.add(
          window(
              "windowSum",
              "The sum of each channel in a window, in the first row.",
              "Arrays.fill(s[0], 0, channels, 0f);",
              0,
              "plus"));
      methods.add(
          vectorized("plus", "The sum of two pixels, channel by channel.")
              .addParameter(Methods.FLOATS, "x")
              .addParameter(TypeName.INT, "channels")
              .addCode(
                  Template.code(
                      """
                      for (int c = 0; c < channels; c++) {
                        s[c] += x[c];
                      }
                      """))
              .build());
      methods.add(
          vectorized("times", "A pixel times a number.")
              .addParameter(TypeName.FLOAT, "scale")
              .addParameter(TypeName.INT, "channels")
              .addCode(
                  Template.code(
                      """
                      for (int c = 0; c < channels; c++) {
                        s[c] *= scale;
                      }
                      """))
              .build());
    }
  }

  private static MethodSpec window(
      String name, String comment, String start, int first, String combine) {
    return rows(name, comment)
        .addParameter(Methods.FLOATS, "a")
        .addParameter(TypeName.INT, "x")
        .addParameter(TypeName.INT, "rows")
        .addParameter(TypeName.INT, "rowStride")
        .addParameter(TypeName.INT, "columns")
        .addParameter(TypeName.INT, "pixelStride")
        .addParameter(TypeName.INT, "channels")
        .addCode(
            Template.code(
                """
                ${start}
                for (int cell = ${first}; cell < rows * columns; cell++) {
                  int at = x + cell / columns * rowStride + cell % columns * pixelStride;
                  System.arraycopy(a, at, s[1], 0, channels);
                  ${combine}(s[0], s[1], channels);
                }
                """,
                "start", start, "first", first, "combine", combine))
        .build();
  }

  private static MethodSpec.Builder rows(String name, String comment) {
    return Methods.function(name, comment).addParameter(Methods.ROWS, "s");
  }

  private static MethodSpec.Builder vectorized(String name, String comment) {
    return Methods.function(name, comment).addParameter(Methods.FLOATS, "s");
  }

  private static List<ParameterSpec> parameters(TypeName type, String... names) {
    return Arrays.stream(names).map(n -> ParameterSpec.builder(type, n).build()).toList();
  }
}
