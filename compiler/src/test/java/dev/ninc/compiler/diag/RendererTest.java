package dev.ninc.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {

  private static final Renderer PLAIN = new Renderer(false);

  @Test
  void theUnderlineStandsBelowWhatItMeansBehindTabsAndWideAndCombiningCharacters() {
    assertThat(lines("a\tb", "b")).endsWith("1 │ a   b", "  │     ^ here");
    assertThat(lines("\"界\" b", "b")).endsWith("1 │ \"界\" b", "  │      ^ here");
    assertThat(lines("\"e\u0301\" b", "b")).endsWith("1 │ \"e\u0301\" b", "  │     ^ here");
    assertThat(lines("\uD83D\uDE00 b", "b")).endsWith("1 │ \uD83D\uDE00 b", "  │    ^ here");
    assertThat(lines("b 界界", "界界")).endsWith("1 │ b 界界", "  │   ^^^^ here");
  }

  @Test
  void aSpanOfSeveralLinesIsUnderlinedToTheEndOfItsFirst() {
    assertThat(lines("ab {\r\n c }", "{\r\n c }")).endsWith("1 │ ab {", "  │    ^ here");
  }

  @Test
  void nothingOfTheTextActsOnTheTerminal() {
    SourceFile file = new SourceFile("a\u001B[31m.nin", "x\u001B[2J\u202Ey");
    String text =
        PLAIN.render(
            Diagnostic.error(Code.NIN0001, new Span(file, 0, 1), "A \u001B[2J.", "\u0007")
                .hint("Do \u009B1m."));
    assertThat(text).doesNotContain("\u001B", "\u0007", "\u202E", "\u009B");
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    List<String> lines = lines("a".repeat(500) + "b" + "c".repeat(500), "b");
    assertThat(lines.get(2)).hasSizeLessThan(140).startsWith("1 │ …a").endsWith("c…");
    assertThat(lines.get(2).charAt(lines.get(3).indexOf('^'))).isEqualTo('b');
  }

  @Test
  void aSecondFileHasAFrameOfItsOwn() {
    SourceFile a = new SourceFile("a.nin", "one");
    SourceFile b = new SourceFile("b.nin", "\ntwo");
    assertThat(
            PLAIN.render(
                Diagnostic.error(Code.NIN0001, new Span(a, 0, 3), "One.", "this")
                    .and(new Span(b, 1, 4), "that")))
        .isEqualTo(
            """
            error[NIN0001]: One.
              ┌─ a.nin:1:1
            1 │ one
              │ ^^^ this
              ┌─ b.nin:2:1
            2 │ two
              │ --- that
            """);
  }

  @Test
  void coloursAreAllThatColourChanges() {
    SourceFile file = new SourceFile("a.nin", "one two");
    Diagnostic warning =
        Diagnostic.warning(Code.NIN0001, new Span(file, 0, 3), "One.", "this")
            .and(new Span(file, 4, 7), "that")
            .hint("Do.");
    String coloured = new Renderer(true).render(warning);
    assertThat(coloured).contains("\u001B[1;33mwarning[NIN0001]");
    assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(PLAIN.render(warning));
  }

  @ParameterizedTest
  @CsvSource({
    "widht, width",
    "mxapool, maxpool",
    "MaxPool, maxpool",
    "max, ",
    "convolution, ",
    "cov, conv",
    "x, "
  })
  void aMisspeltWordIsFound(String word, String expected) {
    assertThat(Spelling.nearest(word, List.of("width", "maxpool", "conv", "y")).orElse(null))
        .isEqualTo(expected);
  }

  private static List<String> lines(String text, String what) {
    SourceFile file = new SourceFile("a.nin", text);
    int at = text.indexOf(what);
    Span span = new Span(file, at, at + what.length());
    return PLAIN
        .render(Diagnostic.error(Code.NIN0001, span, "A mistake.", "here"))
        .lines()
        .toList();
  }
}
