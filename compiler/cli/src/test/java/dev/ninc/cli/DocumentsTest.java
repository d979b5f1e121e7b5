package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show works: networks, links and commands. */
class DocumentsTest {

  private static final Pattern NETWORK = Pattern.compile("(?ms)^```nin\\n(.*?)^```");
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @TempDir Path folder;

  @Test
  void theNetworksInTheReadmeAreRight() throws Exception {
    List<String> networks = blocks(Cli.repository("README.md"), NETWORK);
    assertThat(networks).isNotEmpty();
    for (String network : networks) {
      Path file = Files.writeString(folder.resolve("readme.nin"), network);
      Cli.Outcome outcome = ninc("check", file);
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("966,986 parameters");
    }
  }

  @TestFactory
  Stream<DynamicTest> linksLeadToFiles() throws IOException {
    return documents().map(d -> DynamicTest.dynamicTest(d.toString(), () -> follow(d)));
  }

  private static void follow(Path document) throws IOException {
    for (String link : blocks(document, LINK)) {
      assertThat(document.resolveSibling(link)).as("linked from " + document).exists();
    }
  }

  /** Commands of ninc on files of this repository parse, and `check` finds nothing wrong there. */
  @TestFactory
  Stream<DynamicTest> networksThatCommandsNameAreThere() throws IOException {
    return documents().map(d -> DynamicTest.dynamicTest(d.toString(), () -> commands(d)));
  }

  private static void commands(Path document) throws IOException {
    for (String block : blocks(document, SHELL)) {
      for (String word : block.split("\\s+")) {
        if (word.startsWith("samples/models/")) {
          assertThat(ninc("check", Cli.repository(word)).code()).as(word).isZero();
        }
      }
    }
  }

  private static Stream<Path> documents() {
    return Stream.of(
            "README.md",
            ".github/CONTRIBUTING.md",
            ".github/CHANGELOG.md",
            "runtime/README.md",
            "samples/README.md")
        .map(Cli::repository);
  }

  private static List<String> blocks(Path document, Pattern pattern) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(document));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
