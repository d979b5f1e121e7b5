package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.Sources;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.JsonRenderer;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is: diagnostics with sound places, or a network; never an exception. */
class HostileTextTest {

  private static final Path MODELS = Path.of("..", "samples", "models");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final int MUTANTS = 60;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF",
        "\0",
        "{",
        "}",
        "network",
        "network A",
        "network A {",
        "network A }",
        "network A { input",
        "network A(",
        "network A(a",
        "network A(a =",
        "network A { input 1x1x1 concat",
        "network A { input 1x1x1 concat {",
        "network A { input 1x1x1 concat { { { {",
        "network A { x: }",
        "network A { \"\\\": conv",
        "network A { labels [",
        "network A { labels \"",
        "network A { output a.",
        "network A { input 1x1x1 relu } // \uD83D\uDE00",
        "network A { input 1x1x1 \uD83D relu }",
        "network A { input 1x1x1 \uD83D\uDE00 relu }",
        "network A { input 1x1x1 act relu }",
        "network \"A\" { input 1x1x1 relu }",
        "network A { input 99999999999x1x1 relu }",
        "network A { input 16777216x16777216x16777216 relu }",
        "network A { input 1x16777216x127 conv 16777216x1 1 pad 16777216 dilate 16777216 }",
        "network A { input 1x1x1 conv 1x1 1 stride 16777216 pad same }",
        "network A { input 1x5x5 conv 16777216 16777216 pad same }",
        "network A(a = 1e99, b = a*a*a*a) { input 1x1x1 relu }",
        "network A(a = a) { input 1x1x1 cccp a }",
        "/// only a comment",
        "import",
        "import \"",
        "import \"a\" import",
        "import \"input.nin\"",
        "block",
        "block a",
        "block a {",
        "block a { relu",
        "block a(",
        "block a(k",
        "block a(k) { cccp k } block a(k) { cccp k } network A { input 1x1x1 a() a(1, 2) }",
        "block a { } network A { input 1x1x1 a() output a1 }",
        "block a { block b { relu } } network A { input 1x1x1 a() b() }",
        "block a { network A { input 1x1x1 relu } }",
        "network A { network A { network A { relu } } }",
        "} block a { relu } } network A { input 1x1x1 a() }",
        "{ { block a { relu } network A { input 1x1x1 a() }",
        "network A { input 1x1x1 a( }",
        "network A { input 1x1x1 a(b = }",
        "network A { input 1x1x1 a(= 3) }",
        "network A { input 1x1x1 repeat",
        "network A { input 1x1x1 repeat 3",
        "network A { input 1x1x1 repeat 1e9 { relu } }",
        "network A { input 1x1x1 repeat 2 { } }",
        "network A { input 1x1x1 lrn 3 alpha }",
        "network A { input 3x1x1 lrn 16777215 alpha 16777216 beta 16777216 bias 1e-40 }",
        "network A { input 3x1x1 preprocess",
        "network A { input 3x1x1 preprocess {",
        "network A { input 3x1x1 preprocess { resize } }",
        "network A { input 3x1x1 preprocess { mean [ } relu }",
        "network A { input 3x1x1 preprocess { { } } relu }",
        "network A { input 3x1x1 preprocess { resize 16777216x16777216 crop 1 } relu }",
        "network A { input 3x1x1 preprocess { scale 1e-40 std 1e-40 mean -1e40 } relu }",
        "network A { input 3x1x1 preprocess { scale 1e-99 } relu }"
      })
  void anyTextHasAnAnswer(String text) {
    answer(text);
  }

  /** Stacks must hold whatever the bounds let pass. */
  @Test
  void nestingUpToTheBoundsIsFine() {
    String open = "concat { identity } { ".repeat(Bounds.DEPTH - 2);
    String deep = "network A { input 1x1x1 " + open + "relu" + " }".repeat(Bounds.DEPTH - 2) + " }";
    assertThat(answer(deep)).isPresent();
    String sum = "(-".repeat(50) + "1" + "+1".repeat(Bounds.OPERATORS - 60) + ")".repeat(50);
    answer("network A(a = " + sum + ") { input 1x1x1 relu }");
    answer("network A(a = " + "-".repeat(100_000) + "1) { input 1x1x1 relu }");
    answer("network A { input 1x1x1 cccp " + "(".repeat(100_000));
    answer("network A { " + "concat { ".repeat(100_000));
  }

  /** The limit is one expression's, not that of all expressions in a body. */
  @Test
  void manyExpressionsAreNotALongOne() {
    String layers = "conv (1 + 2) x (4 - 1) (2 * 3 + 1) pad 1\n".repeat(200);
    assertThat(answer("network A { input 1x8x8 " + layers + " }")).isPresent();
  }

  static Stream<Path> texts() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> models = Files.walk(MODELS);
        Stream<Path> cases = Files.list(GOLDEN)) {
      models.filter(Files::isRegularFile).sorted().forEach(files::add);
      cases.sorted().map(c -> c.resolve("input.nin")).forEach(files::add);
    }
    return files.stream();
  }

  /** One to three tokens removed, doubled, exchanged or replaced by one of another place. */
  @ParameterizedTest
  @MethodSource("texts")
  void editedTextsHaveAnAnswer(Path file) throws IOException {
    SourceFile source = new SourceFile("input.nin", Files.readString(file));
    List<String> words =
        new ArrayList<>(
            Parser.tokens(source).getTokens().stream()
                .filter(t -> t.getType() != Token.EOF && t.getType() != NinLexer.COMMENT)
                .map(Token::getText)
                .toList());
    String seed = Optional.ofNullable(System.getProperty("ninc.seed")).orElse("");
    int first = seed.isEmpty() ? 1 : Integer.parseInt(seed);
    IntStream.range(first, first + MUTANTS)
        .forEach(
            s -> {
              String text = mutant(words, new MersenneTwister(s));
              try {
                answer(text, file.getParent());
              } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(file + ", -Dninc.seed=" + s + ":\n" + text, e);
              }
            });
  }

  private static String mutant(List<String> words, RandomGenerator random) {
    List<String> edited = new ArrayList<>(words);
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits && !edited.isEmpty(); i++) {
      int at = random.nextInt(edited.size());
      int other = random.nextInt(edited.size());
      switch (random.nextInt(5)) {
        case 0 -> edited.remove(at);
        case 1 -> edited.add(at, edited.get(at));
        case 2 -> edited.set(at, edited.get(other));
        case 3 -> edited.add(at, edited.get(other));
        default -> edited.set(at, edited.get(at).substring(edited.get(at).length() / 2));
      }
    }
    return String.join("", edited);
  }

  private static Optional<Network> answer(String text) {
    return answer(text, GOLDEN);
  }

  /**
   * @param folder where the files are that the text may import
   */
  private static Optional<Network> answer(String text, Path folder) {
    Result<Network> result = check(text, folder);
    Diagnostics diagnostics = result.diagnostics();
    Optional<Network> network = result.value();
    assertThat(network.isPresent()).as(text).isEqualTo(!diagnostics.hasErrors());
    assertThat(diagnostics.list()).hasSizeLessThanOrEqualTo(Diagnostics.LIMIT);
    diagnostics.list().forEach(HostileTextTest::isSound);
    new Renderer(true).render(diagnostics);
    JsonRenderer.render(diagnostics.list());
    return network;
  }

  private static Result<Network> check(String text, Path folder) {
    Sources sources =
        path ->
            path.equals("input.nin")
                ? Optional.of(text)
                : Files.isRegularFile(folder.resolve(path))
                    ? Optional.of(Files.readString(folder.resolve(path)))
                    : Optional.empty();
    try {
      return Ninc.check(sources, "input.nin", Options.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void isSound(Diagnostic diagnostic) {
    assertThat(diagnostic.message()).matches("(?s)[A-Z`].*\\.");
    diagnostic.hint().ifPresent(h -> assertThat(h).matches("(?s)[A-Z].*\\."));
    diagnostic.primary().ifPresent(p -> assertThat(p.text()).isNotBlank());
  }
}
