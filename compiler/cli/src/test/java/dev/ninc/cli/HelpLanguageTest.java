package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ninc help language} is a page on which no word of the language is missing. */
class HelpLanguageTest {

  private static final Pattern KEYWORD = Pattern.compile("(?m)^[A-Z0-9]+ : '([a-z0-9]+)' ;$");

  @Test
  void allKeywordsStandInIt() throws IOException {
    List<String> keywords = keywords();
    assertThat(keywords).hasSizeGreaterThan(40).contains("network", "relu6", "shorter", "x");
    String text = ninc("help", "language").out();
    for (String keyword : keywords) {
      assertThat(text).containsPattern("\\b" + keyword + "\\b");
    }
  }

  private static List<String> keywords() throws IOException {
    try (Stream<Path> files = Files.walk(Cli.repository("dsl-grammar/src"))) {
      Path grammar = files.filter(f -> f.endsWith("Nin.g4")).findFirst().orElseThrow();
      return KEYWORD.matcher(Files.readString(grammar)).results().map(r -> r.group(1)).toList();
    }
  }

  @Test
  void itFitsATerminalAndIsNamed() {
    Cli.Outcome outcome = ninc("help", "language");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines()).hasSizeLessThanOrEqualTo(60).allMatch(l -> l.length() <= 80);
    assertThat(ninc("help").out()).contains("ninc help language");
    assertThat(ninc("help", "langauge").code()).isEqualTo(2);
  }
}
