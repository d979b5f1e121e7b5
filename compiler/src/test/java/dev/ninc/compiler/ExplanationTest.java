package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each code has an explanation, and its examples are what they are said to be. */
class ExplanationTest {

  private static final Path PAGES = Path.of("src/main/resources/dev/ninc/compiler/explain");

  @TestFactory
  Stream<DynamicTest> theWrongExampleHasJustThisMistake() {
    return Arrays.stream(Code.values()).map(c -> dynamicTest(c.name(), () -> wrong(c)));
  }

  private static void wrong(Code code) {
    Diagnostics found = Explanation.of(code).wrong().run();
    assertThat(found.list()).as(rendered(found)).extracting(Diagnostic::code).containsExactly(code);
    assertThat(found.omitted()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> theRightExampleHasNone() {
    return Arrays.stream(Code.values()).map(c -> dynamicTest(c.name(), () -> right(c)));
  }

  private static void right(Code code) {
    Explanation explanation = Explanation.of(code);
    Diagnostics found = explanation.right().run();
    assertThat(found.list()).as(rendered(found)).isEmpty();
    assertThat(explanation.right()).isNotEqualTo(explanation.wrong());
  }

  /** All networks of a right example, not only the one that the command names. */
  @Test
  void furtherNetworksAreRightToo() {
    for (Code code : Code.values()) {
      Example right = Explanation.of(code).right();
      Map<String, byte[]> files = right.contents();
      for (String name : files.keySet()) {
        String text = new String(files.get(name), StandardCharsets.UTF_8);
        if (name.endsWith(".nin") && text.contains("network ")) {
          Diagnostics found = new ExampleCommand.Check(name, Map.of(), Optional.empty()).run(files);
          assertThat(found.list()).as(code + " " + name).isEmpty();
        }
      }
    }
  }

  @Test
  void pagesReadWellInATerminal() {
    for (Code code : Code.values()) {
      Explanation explanation = Explanation.of(code);
      assertThat(explanation.why().lines()).as(code.name()).allMatch(l -> l.length() <= 95);
      assertThat(explanation.why()).as(code.name()).matches("(?s)[\\p{Lu}`].*\\.");
      assertThat(explanation.why()).as(code.name()).doesNotContain("#", "```");
    }
  }

  @Test
  void noPageIsLeftOver() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Code.values()).map(c -> c + ".md").toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NIN0301", "nin0301", "nin301", "301", "0301", " 301 "})
  void codesAreReadInShortToo(String word) {
    assertThat(Explanation.code(word)).contains(Code.NIN0301);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NIN", "NIN03011", "x301", "-301", "NIN0400", "٣٠١"})
  void whatIsNoCode(String word) {
    assertThat(Explanation.code(word)).isEmpty();
  }

  @Test
  void theNearestCodeIsNamed() {
    assertThat(Explanation.nearest("NIN0300")).contains(Code.NIN0301);
    assertThat(Explanation.nearest("NlN0301")).contains(Code.NIN0301);
    assertThat(Explanation.nearest("gap")).isEmpty();
  }

  private static String rendered(Diagnostics found) {
    return new Renderer(false).render(found);
  }
}
