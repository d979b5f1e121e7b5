package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Formatting keeps words, comments and meaning, and is done once for all, however the text was laid
 * out: the spaces of valid texts are replaced by others, and by comments.
 */
class ShakenTextTest {

  private static final List<String> SPACES =
      List.of(" ", "\n", "  ", "\t", "\r\n", "\n\n", "\n\n\n\n", "\f", "\r", " \n \n ");

  private static final Set<Integer> BRACKETS =
      Set.of(
          NinLexer.LBRACE,
          NinLexer.RBRACE,
          NinLexer.LPAREN,
          NinLexer.RPAREN,
          NinLexer.LBRACKET,
          NinLexer.RBRACKET,
          NinLexer.COMMA,
          NinLexer.EQUALS);

  @TestFactory
  Stream<DynamicTest> textsAsTheyAre() throws IOException {
    return Corpus.all().stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> formattingKeeps(f)));
  }

  @TestFactory
  Stream<DynamicTest> textsShaken() throws IOException {
    return Corpus.all().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.name(),
                    () ->
                        LongStream.range(0, 10)
                            .forEach(s -> formattingKeeps(shaken(f, new MersenneTwister(s))))));
  }

  @Test
  void randomNetworksShaken() {
    random(1_000);
  }

  @Test
  @Tag("campaign")
  void manyRandomNetworksShaken() {
    random(50_000);
  }

  private static void random(int count) {
    for (long seed = 0; seed < count; seed++) {
      SourceFile file = new SourceFile("seed " + seed, RandomNetwork.of(seed).text());
      formattingKeeps(shaken(file, new MersenneTwister(seed)));
    }
  }

  private static void formattingKeeps(SourceFile file) {
    SourceFile once = formatted(file);
    assertThat(Formatter.words(once)).as(file.text()).isEqualTo(Formatter.words(file));
    assertThat(meaning(once)).as(file.text()).isEqualTo(meaning(file));
    assertThat(formatted(once).text()).as(file.text()).isEqualTo(once.text());
    assertThat(once.text().lines())
        .as(file.text())
        .noneMatch(l -> l.endsWith(" ") || l.contains("\r") || l.contains("\uFEFF"));
    assertThat(once.text()).as(file.text()).endsWith("\n").doesNotContain("\n\n\n");
  }

  private static SourceFile formatted(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    return Formatter.format(file, diagnostics)
        .map(text -> new SourceFile(file.name(), text))
        .orElseThrow(() -> new AssertionError(new Renderer(false).render(diagnostics)));
  }

  private static String meaning(SourceFile file) {
    return Structure.of(Parser.parse(file, new Diagnostics()));
  }

  /** The same words with other spaces between them, and comments. */
  private static SourceFile shaken(SourceFile file, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    double comments = random.nextDouble() * 0.2;
    int before = NinLexer.LBRACE;
    boolean touching = true;
    for (Token token : Parser.tokens(file).getTokens()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        touching = false;
        continue;
      }
      if (token.getType() == Token.EOF) {
        break;
      }
      boolean free = touching || BRACKETS.contains(before) || BRACKETS.contains(token.getType());
      text.append(between(free, comments, random)).append(token.getText());
      before = token.getType();
      touching = true;
    }
    text.append(between(true, comments, random));
    return new SourceFile(file.name(), text.toString());
  }

  private static String between(boolean mayTouch, double comments, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    while (random.nextDouble() < comments) {
      String slashes = random.nextInt(4) == 0 ? "/// " : "//";
      text.append(space(random)).append(slashes).append("c").append(random.nextInt(1000));
      text.append(random.nextBoolean() ? "\n" : " { \t\r\n").append(space(random));
    }
    boolean touch = mayTouch && random.nextBoolean();
    return text.append(touch ? "" : space(random)).toString();
  }

  private static String space(RandomGenerator random) {
    return random.nextBoolean() ? " " : SPACES.get(random.nextInt(SPACES.size()));
  }
}
