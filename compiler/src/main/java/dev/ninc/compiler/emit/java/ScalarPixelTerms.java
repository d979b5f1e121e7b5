package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The loops that add terms to the sums of pixels: a term is a row of the input, one number for each
 * pixel, times one weight of the output. Their form is that of {@link ScalarTerms}, with the parts
 * of pixels and outputs exchanged.
 */
final class ScalarPixelTerms {

  private final String bound;

  /**
   * @param bound the number of pixels
   */
  ScalarPixelTerms(String bound) {
    this.bound = bound;
  }

  List<MethodSpec> methods() {
    return List.of(add(), add4(), add1(), fma24(), rest4(), fma1());
  }

  private static MethodSpec add() {
    return Methods.nested(
        "add(float[][] s, int n, int terms, float[][] w, int k)",
        "Adds the terms in the rows from n on to n outputs, four outputs at once.",
        Template.code(
            """
            int o = 0;
            for (; o + 4 <= n; o += 4) {
              add4(s[o], s[o + 1], s[o + 2], s[o + 3], s, n, terms, w, k, o);
            }
            for (; o < n; o++) {
              add1(s[o], s, n, terms, w, k, o);
            }
            """));
  }

  private static MethodSpec add4() {
    return Methods.function(
        "add4(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, int terms, float[][] w, int k,"
            + " int o)",
        "Adds terms of four outputs, six terms at once.",
        Template.code(
            """
            int i = 0;
            for (; i + 6 <= terms; i += 6) {
              fma24(s, t, u, v, x, f + i, w, k + i, o);
            }
            if (i < terms) {
              rest4(s, t, u, v, x, f + i, w, k + i, o, terms - i);
            }
            """));
  }

  private static MethodSpec add1() {
    return Methods.function(
        "add1(float[] s, float[][] x, int f, int terms, float[][] w, int k, int o)",
        "Adds terms of one output.",
        Template.code(
            """
            for (int i = 0; i < terms; i++) {
              fma1(s, x[f + i], w[k + i][o]);
            }
            """));
  }

  private MethodSpec fma24() {
    return Methods.function(
        "fma24(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, float[][] w, int k, int o)",
        "Four outputs x six terms, three in each of two innermost loops, which C2 vectorizes.",
        Template.code(
            """
            ${first}
            ${second}
            """,
            "first",
            loop("g", "0", 0, 3),
            "second",
            loop("h", "0", 3, 3)));
  }

  private MethodSpec rest4() {
    return Methods.function(
        "rest4(float[] s, float[] t, float[] u, float[] v, float[][] x, int f, float[][] w, int k, int o,"
            + " int rest)",
        "Four outputs x one to five terms.",
        Template.code(
            """
            if (rest >= 3) {
              ${three}
            }
            int n = rest % 3;
            int l = rest - n;
            if (n == 2) {
              ${two}
            } else if (n == 1) {
              ${one}
            }
            """,
            "three",
            loop("g", "0", 0, 3),
            "two",
            loop("h", "l", 0, 2),
            "one",
            loop("i", "l", 0, 1)));
  }

  /**
   * A loop over the pixels: four outputs x some terms.
   *
   * @param name of the rows of the input
   * @param at where the terms begin, counted from f and k
   * @param first of the terms, counted from there
   */
  private String loop(String name, String at, int first, int terms) {
    List<String> rows = new ArrayList<>();
    List<String> weights = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      rows.add("float[] " + name + i + " = x[" + Lines.sum("f", at, first + i) + "];");
      weights.add("float[] w" + name + i + " = w[" + Lines.sum("k", at, first + i) + "];");
      inputs.add("float x" + i + " = " + name + i + "[j];");
    }
    rows.addAll(weights);
    List<String> outputs = List.of("p", "q", "r", "z");
    for (int o = 0; o < outputs.size(); o++) {
      String output = outputs.get(o);
      String weight = "[" + Lines.sum("o", o) + "]";
      rows.add(
          IntStream.range(first, first + terms)
              .mapToObj(i -> output + i + " = w" + name + (i - first) + weight)
              .collect(Collectors.joining(", ", "float ", ";")));
    }
    return Template.fill(
        """
        ${rows}
        for (int j = 0; j < ${bound}; j++) {
          ${inputs}
          ${sums}
        }""",
        "rows",
        String.join("\n", rows),
        "bound",
        bound,
        "inputs",
        String.join("\n", inputs),
        "sums",
        String.join(
            "\n",
            List.of(
                sum("s", "p", first, terms),
                sum("t", "q", first, terms),
                sum("u", "r", first, terms),
                sum("v", "z", first, terms))));
  }

  /** {@code s[j] = Math.fma(p1, x1, Math.fma(p0, x0, s[j]));} */
  private static String sum(String row, String output, int first, int terms) {
    String sum = row + "[j]";
    for (int i = 0; i < terms; i++) {
      sum = "Math.fma(" + output + (first + i) + ", x" + i + ", " + sum + ")";
    }
    return row + "[j] = " + sum + ";";
  }

  private MethodSpec fma1() {
    return Methods.function(
        "fma1(float[] s, float[] x, float w)",
        "One output x one term.",
        Template.code(
            """
            for (int j = 0; j < ${bound}; j++) {
              s[j] = Math.fma(w, x[j], s[j]);
            }
            """,
            "bound",
            bound));
  }
}
