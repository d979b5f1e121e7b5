package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

  private static final Path NIN = Cli.repository("samples/models/nin-cifar10.nin");
  private static final Path SHOWN = Cli.repository("samples/images/nin-cifar10.svg");

  @TempDir Path folder;

  @Test
  void thePictureGoesToTheFileThatIsNamed() throws IOException {
    Path file = folder.resolve("new/picture.svg");
    Cli.Outcome outcome = ninc("graph", NIN, "-o", file);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(file + System.lineSeparator());
    assertThat(outcome.err()).isEmpty();
    assertThat(Files.readString(file))
        .startsWith("<svg ")
        .endsWith("</svg>\n")
        .contains("NinCifar10");
    assertThat(files(file.getParent())).containsExactly("picture.svg");
  }

  @Test
  void orToStandardOutput() {
    Cli.Outcome outcome = ninc("graph", NIN, "-o", "-");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("<svg ").endsWith("</svg>\n");
  }

  @Test
  void parametersAndDetailChangeIt() {
    assertThat(ninc("graph", NIN, "-o", "-", "-P", "width=96").out()).contains("width = 96");
    assertThat(ninc("graph", NIN, "-o", "-", "--detail", "blocks").out())
        .contains("mlpconv 5x5, 3 layers")
        .doesNotContain("mlpconv1.0</text>");
  }

  @Test
  void anEarlierPictureIsReplacedAndNothingElse() throws IOException {
    Path picture = Files.writeString(folder.resolve("a.svg"), "old");
    assertThat(ninc("graph", NIN, "-o", picture).code()).isZero();
    assertThat(Files.readString(picture)).startsWith("<svg ");
    Path source = Files.copy(NIN, folder.resolve("net.nin"));
    Cli.Outcome outcome = ninc("graph", source, "-o", source);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is read by this command").contains("Hint: Choose");
    assertThat(source).hasSameTextualContentAs(NIN);
  }

  @Test
  void placesWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(ninc("graph", NIN, "-o", folder).err()).contains("is a folder").contains("Hint: ");
    Cli.Outcome outcome = ninc("graph", NIN, "-o", file.resolve("a.svg"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is a file").contains("Hint: ").doesNotContain("\tat ");
  }

  @Test
  void mistakesInTheNetworkLeaveNoPicture() throws IOException {
    Path source = Files.writeString(folder.resolve("bad.nin"), "network N { input 3x8x8 gop }\n");
    Cli.Outcome outcome = ninc("graph", source, "-o", folder.resolve("bad.svg"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN0005").contains("`gap`");
    assertThat(files(folder)).containsExactly("bad.nin");
  }

  @Test
  void unknownDetailIsAMistakeOfUsage() {
    Cli.Outcome outcome = ninc("graph", NIN, "--detail", "atoms");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("is none of layers, blocks");
  }

  @Test
  void helpHasExamples() {
    assertThat(ninc("graph", "--help").out()).contains("Examples:", "ninc graph samples/models/");
  }

  /** The documents show what the command draws. */
  @Test
  void theDocumentsShowTodaysPicture() throws IOException {
    String today = ninc("graph", NIN, "-o", "-").out();
    if (!"update".equals(System.getProperty("golden"))) {
      assertThat(Files.readString(SHOWN))
          .as(
              "%s is not what is drawn. To accept the new one, run: mvn -B -pl compiler/cli -am test"
                  + " -Dtest=GraphCommandTest -Dsurefire.failIfNoSpecifiedTests=false"
                  + " -Dgolden=update",
              SHOWN)
          .isEqualTo(today);
    } else if ("true".equals(System.getenv("CI"))) {
      fail("-Dgolden=update is refused where CI=true.");
    } else if (!Files.exists(SHOWN) || !Files.readString(SHOWN).equals(today)) {
      Files.writeString(SHOWN, today);
      fail("Wrote " + SHOWN + ": look at it, then run the tests again without -Dgolden=update.");
    }
  }

  private static java.util.List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
