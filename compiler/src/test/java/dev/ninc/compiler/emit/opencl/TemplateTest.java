package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.source.CompilerBug;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static String fill(String text, Object... words) {
    return new Template("some.cl", text).fill(Words.of(words));
  }

  @Test
  void wordsAreReplacedAsAWhole() {
    assertThat(fill("for (int c = 0; c < WIDE; c++) WIDER += WIDE_x;", "WIDE", 192, "WIDER", "y"))
        .isEqualTo("for (int c = 0; c < 192; c++) y += WIDE_x;\n");
  }

  @Test
  void valuesAreNotReadAgain() {
    assertThat(fill("ONE TWO", "ONE", "TWO $1", "TWO", "ONE")).isEqualTo("TWO $1 ONE\n");
  }

  @Test
  void factorsOfOneAreLeftOut() {
    assertThat(fill("x / COUNT + (y - 1) * COUNT + 2 * 1.5f - z[0] / COUNT", "COUNT", 1))
        .isEqualTo("x + (y - 1) + 2 * 1.5f - z[0]\n");
    assertThat(fill("x / COUNT", "COUNT", 16)).isEqualTo("x / 16\n");
  }

  @Test
  void zerosAreNotAdded() {
    assertThat(fill("(size_t) (unit / UNITS) * 8 + FROM;", "UNITS", 1, "FROM", 0))
        .isEqualTo("(size_t) unit * 8;\n");
    assertThat(fill("a[x + AT] - AT + y - AT, f(z - AT)", "AT", 0)).isEqualTo("a[x] + y, f(z)\n");
    assertThat(fill("x + AT * 4 + 0.0f; y + AT", "AT", 0)).isEqualTo("x + 0 * 4 + 0.0f; y + 0\n");
  }

  @Test
  void nothingIsLeftOfAWholeDivision() {
    assertThat(fill("int rest = unit % UNITS; int b = unit % 10;", "UNITS", 1))
        .isEqualTo("int rest = 0; int b = unit % 10;\n");
  }

  @Test
  void wordsOfTheLanguageStay() {
    assertThat(fill("float m = -INFINITY; barrier(CLK_LOCAL_MEM_FENCE);"))
        .isEqualTo("float m = -INFINITY; barrier(CLK_LOCAL_MEM_FENCE);\n");
  }

  @Test
  void aWordAloneInItsLineTakesSeveralLines() {
    assertThat(fill("{\n  BODY;\n}", "BODY", "a;\nif (b) {\n  c;\n}"))
        .isEqualTo("{\n  a;\n  if (b) {\n    c;\n  }\n}\n");
  }

  @Test
  void aWordAloneInItsLineGoesAway() {
    assertThat(fill("a;\n  BODY;\nb;", "BODY", "")).isEqualTo("a;\nb;\n");
  }

  @Test
  void aWordWithoutAValueIsABug() {
    assertThatThrownBy(() -> fill("WIDE + HIGH", "WIDE", 1))
        .isInstanceOf(CompilerBug.class)
        .hasMessageContaining("some.cl: no value for [HIGH], no word for []");
  }

  @Test
  void aValueWithoutAWordIsABug() {
    assertThatThrownBy(() -> fill("wide", "WIDE", 1))
        .isInstanceOf(CompilerBug.class)
        .hasMessageContaining("no word for [WIDE]");
  }

  @Test
  void twoValuesOfAWordAreABug() {
    assertThatThrownBy(() -> Words.of("WIDE", 1).and(Words.of("WIDE", 1)))
        .isInstanceOf(CompilerBug.class)
        .hasMessageContaining("WIDE has two values");
  }

  @Test
  void aMissingResourceIsABug() {
    assertThatThrownBy(() -> Template.of("shared/none.cl"))
        .isInstanceOf(CompilerBug.class)
        .hasMessageContaining("no resource shared/none.cl");
  }

  @Test
  void activationsAreCalledByTheirNames() {
    assertThat(Functions.call(Activation.RELU, 16, "s")).isEqualTo("relu16(s)");
    assertThat(Functions.call(Activation.leaky(0.1f), 1, "s")).isEqualTo("leaky(s, 0.1f)");
    assertThat(Functions.call(Activation.LINEAR, 4, "s")).isEqualTo("s");
    assertThat(Functions.of(Activation.LINEAR, 4)).isEmpty();
    assertThat(Functions.of(Activation.RELU6, 4).get(0).text())
        .contains("float4 capped4(const float4 x) {");
  }
}
