package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference of the language keeps its word: each example does what the page says. */
class LanguageTest {

  private static final Path PAGE = Path.of("..", "dsl-grammar", "LANGUAGE.md");
  private static final Pattern EXAMPLE = Pattern.compile("```nin(.*?)\\n(.*?)```", Pattern.DOTALL);

  /** After the language's name: the example is a file of that path. */
  private static final String FILE = " file ";

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> files = files(page);
    return EXAMPLE
        .matcher(page)
        .results()
        .filter(r -> !r.group(1).startsWith(FILE))
        .map(
            r ->
                DynamicTest.dynamicTest(
                    "line " + page.substring(0, r.start()).lines().count(),
                    () -> check(r.group(1).strip(), r.group(2), files)));
  }

  /** Examples that others import, by their paths. */
  private static Map<String, String> files(String page) {
    return EXAMPLE
        .matcher(page)
        .results()
        .filter(r -> r.group(1).startsWith(FILE))
        .collect(Collectors.toMap(r -> r.group(1).substring(FILE.length()), r -> r.group(2)));
  }

  private static void check(String kind, String text, Map<String, String> imported)
      throws IOException {
    Map<String, String> files = new HashMap<>(imported);
    files.put("LANGUAGE.md", kind.equals("fragment") ? wrapped(text) : text);
    Diagnostics diagnostics =
        Ninc.check(path -> Optional.ofNullable(files.get(path)), "LANGUAGE.md", Options.DEFAULT)
            .diagnostics();
    List<String> codes = diagnostics.list().stream().map(Diagnostic::code).map(Code::name).toList();
    Matcher error = Pattern.compile("error (NIN\\d{4})").matcher(kind);
    if (error.matches()) {
      assertThat(codes).containsExactly(error.group(1));
    } else {
      assertThat(kind).isIn("", "fragment");
      assertThat(codes).as(new Renderer(false).render(diagnostics)).isEmpty();
    }
  }

  private static String wrapped(String text) {
    return "network Fragment(width = 192, classes = 10) {\n  input 3x32x32\n" + text + "}\n";
  }

  @Test
  void theTableOfErrorsIsComplete() throws IOException {
    List<String> rows =
        Stream.of(Code.values())
            .filter(c -> c.name().compareTo("NIN04") < 0)
            .map(c -> "| `" + c + "` | " + c.title() + " |")
            .toList();
    assertThat(Files.readAllLines(PAGE)).containsSequence(rows);
  }
}
