package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {

  private static final String UGLY = "\uFEFFnetwork  A{input 3x8x8\r\n\r\n\r\ngap // größe\r\n}";
  private static final String NEAT = "network A {\n  input 3x8x8\n\n  gap // größe\n}\n";
  private static final String WRONG = "network A {\n   input 3x8x8\n   conv 3x3\n}\n";

  @TempDir Path folder;

  @Test
  void changesFilesInPlaceAndListsThem() throws Exception {
    Path ugly = write("ugly.nin", UGLY);
    Path neat = write("neat.nin", NEAT);
    Files.setLastModifiedTime(neat, FileTime.fromMillis(0));
    Cli.Outcome outcome = ninc("fmt", ugly, neat);
    assertThat(outcome).isEqualTo(new Cli.Outcome(0, ugly + System.lineSeparator(), ""));
    assertThat(ugly).hasContent(NEAT);
    assertThat(Files.readString(ugly)).isEqualTo(NEAT);
    assertThat(Files.getLastModifiedTime(neat).toMillis()).isZero();
    assertThat(ninc("fmt", ugly, neat)).isEqualTo(new Cli.Outcome(0, "", ""));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(ugly, neat);
    }
  }

  @Test
  void checkListsAndChangesNothing() throws Exception {
    Path ugly = write("ugly.nin", UGLY);
    Path neat = write("neat.nin", NEAT);
    assertThat(ninc("fmt", "--check", neat, ugly))
        .isEqualTo(new Cli.Outcome(1, ugly + System.lineSeparator(), ""));
    assertThat(Files.readString(ugly)).isEqualTo(UGLY);
    assertThat(ninc("fmt", "--check", neat)).isEqualTo(new Cli.Outcome(0, "", ""));
  }

  @Test
  void aFileWithMistakesIsLeftAloneAndTheOthersAreNot() throws Exception {
    Path wrong = write("wrong.nin", WRONG);
    Path ugly = write("ugly.nin", UGLY);
    Cli.Outcome outcome = ninc("fmt", wrong, ugly);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[NIN0001]", wrong + ":3:12");
    assertThat(Files.readString(wrong)).isEqualTo(WRONG);
    assertThat(Files.readString(ugly)).isEqualTo(NEAT);
    assertThat(ninc("fmt", "--check", wrong).code()).isEqualTo(1);
  }

  /** What `ninc check` would complain about is formatted, so that it can be read. */
  @Test
  void meaningDoesNotMatter() throws Exception {
    Path file = write("shapes.nin", "network A { input 3x8x8 conv 9x9 missing }");
    assertThat(ninc("fmt", file).code()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo("network A {\n  input 3x8x8\n  conv 9x9 missing\n}\n");
  }

  @Test
  void standardInputGoesToStandardOutput() throws Exception {
    assertThat(fed(UGLY, "fmt", "-")).isEqualTo(new Cli.Outcome(0, NEAT, ""));
    assertThat(fed(NEAT, "fmt", "-", "--check")).isEqualTo(new Cli.Outcome(0, "", ""));
    assertThat(fed(UGLY, "fmt", "-", "--check"))
        .isEqualTo(new Cli.Outcome(1, "<stdin>" + System.lineSeparator(), ""));
    Cli.Outcome outcome = fed(WRONG, "fmt", "-");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("<stdin>:3:12");
  }

  @Test
  void linksAndPermissionsStay() throws Exception {
    Path file = write("ugly.nin", UGLY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path link = Files.createSymbolicLink(folder.resolve("link.nin"), file);
    assertThat(ninc("fmt", link).code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).isEqualTo(NEAT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void nothingIsWrittenBeforeAllFilesAreThere() throws Exception {
    Path ugly = write("ugly.nin", UGLY);
    Cli.Outcome outcome = ninc("fmt", ugly, folder.resolve("none.nin"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("error: ").contains("none.nin").doesNotContain("\tat ");
    assertThat(Files.readString(ugly)).isEqualTo(UGLY);
  }

  @Test
  void bytesThatAreNoTextAreLeftAlone() throws Exception {
    byte[] bytes = {'n', (byte) 0xff, 0};
    Path file = Files.write(folder.resolve("a.nin"), bytes);
    Cli.Outcome outcome = ninc("fmt", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("UTF-8");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void aFolderIsItsNetworks() throws Exception {
    Path ugly = Files.createDirectory(folder.resolve("in")).resolve("ugly.nin");
    Files.writeString(ugly, UGLY);
    write("notes.txt", UGLY);
    write("neat.nin", NEAT);
    Cli.Outcome outcome = ninc("fmt", folder);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).containsExactly(ugly.toString());
    assertThat(Files.readString(ugly)).isEqualTo(NEAT);
    outcome = ninc("fmt", Files.createDirectory(folder.resolve("empty")));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("holds no `.nin` file");
  }

  @Test
  void mistakesOfUsage() throws Exception {
    Path neat = write("neat.nin", NEAT);
    for (List<Object> line : List.of(List.<Object>of("fmt"), List.<Object>of("fmt", "-", neat))) {
      assertThat(ninc(line.toArray()).code()).isEqualTo(2);
    }
  }

  @Test
  void theSamplesAreFormatted() throws Exception {
    try (Stream<Path> files = Files.walk(Cli.repository("samples"))) {
      List<Object> line = new ArrayList<>(List.of("fmt", "--check"));
      files.filter(f -> f.toString().endsWith(".nin")).forEach(line::add);
      assertThat(line).hasSizeGreaterThan(8);
      assertThat(ninc(line.toArray())).isEqualTo(new Cli.Outcome(0, "", ""));
    }
  }

  private static Cli.Outcome fed(String text, Object... args) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      return ninc(args);
    } finally {
      System.setIn(before);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
