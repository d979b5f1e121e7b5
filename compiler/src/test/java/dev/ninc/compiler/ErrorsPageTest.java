package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code dsl-grammar/ERRORS.md} is made of the explanations: what {@code ninc explain} prints. */
class ErrorsPageTest {

  private static final Path PAGE = Path.of("..", "dsl-grammar", "ERRORS.md");
  private static final String ACCEPT =
      "mvn -B -pl compiler -am test -Dtest=ErrorsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden=update";

  @Test
  void thePageIsWhatNincExplains() throws IOException {
    String page = page();
    String there = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!"update".equals(System.getProperty("golden")) || page.equals(there)) {
      assertThat(there)
          .as("%s is out of date. To make it again, run: %s", PAGE, ACCEPT)
          .isEqualTo(page);
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("-Dgolden=update is refused where CI=true: run it on your machine and commit " + PAGE);
    }
    Files.writeString(PAGE, page);
    fail("Wrote " + PAGE + ": look at it, then run the tests again without -Dgolden=update.");
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # The errors of ninc

            What each message means, with an example of the mistake, what ninc says to it, and the \
            example corrected. `ninc explain NIN0301` prints the same. This page is made from the \
            compiler: a test compares the two, and its `-Dgolden=update` writes the page again.

            """);
    for (Code code : Code.values()) {
      page.append("- [").append(code).append("](#").append(code.name().toLowerCase(Locale.ROOT));
      page.append("): ").append(code.title()).append('\n');
    }
    for (Code code : Code.values()) {
      page.append(section(Explanation.of(code)));
    }
    return page.toString();
  }

  private static String section(Explanation explanation) {
    return "\n## "
        + explanation.code()
        + "\n\n**"
        + explanation.code().title()
        + "**\n\n"
        + explanation.why()
        + "\n\n"
        + files(explanation.wrong())
        + fence("sh", explanation.wrong().command() + "\n")
        + "\n"
        + fence("text", new Renderer(false).render(explanation.wrong().run()))
        + "\nCorrected:\n\n"
        + files(explanation.right())
        + fence("sh", explanation.right().command() + "\n");
  }

  private static String files(Example example) {
    StringBuilder text = new StringBuilder();
    for (ExampleFile file : example.files()) {
      text.append(fence(file.language() + " " + file.name(), file.shown())).append('\n');
      file.remark().ifPresent(r -> text.append(r).append("\n\n"));
    }
    return text.toString();
  }

  private static String fence(String info, String text) {
    return "```" + info + "\n" + text + "```\n";
  }
}
