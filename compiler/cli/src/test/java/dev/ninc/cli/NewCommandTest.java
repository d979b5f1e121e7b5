package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {

  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL);

  @TempDir Path folder;

  /** Just as its README says, in a Java of its own for the program. */
  @Test
  void whatItWritesIsCheckedCompiledAndRun() throws Exception {
    Path project = folder.resolve("birds");
    Cli.Outcome outcome = ninc("new", "bird-songs", "-d", project);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("bird-songs.nin", "README.md");

    Cli.Outcome check = ninc("check", project.resolve("bird-songs.nin"));
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).startsWith("BirdSongs: 3x32x32 → 3x1x1");

    List<String> commands = commands(project.resolve("README.md"));
    assertThat(commands).hasSize(4);
    assertThat(run(commands.get(0), project).out()).contains("mlpconv");
    assertThat(run(commands.get(1), project).out()).contains("BirdSongs.java");
    assertThat(java(commands.get(2), project))
        .contains("cat 0.", "dog 0.", "bird 0.", "backend: scalar (vector kernels are being made");
    assertThat(java(commands.get(2).replace("--add-modules jdk.incubator.vector ", ""), project))
        .contains("cat 0.", "backend: scalar (start Java with");
    Files.copy(Cli.repository("samples/images/boat.png"), project.resolve("boat.png"));
    assertThat(run(commands.get(3), project).out()).contains("bird-songs.safetensors");
    assertThat(java(commands.get(2) + " boat.png", project)).contains("cat 0.", "backend: scalar");
  }

  @Test
  void itsProgramSaysWhatIsWrongInALine() throws Exception {
    Path project = folder.resolve("birds");
    ninc("new", "birds", "-d", project);
    List<String> commands = commands(project.resolve("README.md"));
    run(commands.get(1), project);
    byte[] whole = Files.readAllBytes(Cli.repository("samples/images/boat.png"));
    Files.write(project.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    assertThat(java(1, commands.get(2) + " cut.png", project))
        .contains("error: `cut.png` ")
        .doesNotContain("\tat ");
    assertThat(java(1, commands.get(2) + " no.png", project))
        .contains("error: there is no file no.png")
        .doesNotContain("\tat ");
  }

  private static List<String> commands(Path readme) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher matcher = SHELL.matcher(Files.readString(readme));
    while (matcher.find()) {
      commands.add(matcher.group(1));
    }
    return commands;
  }

  /** A command of ninc, as if in that folder. */
  private static Cli.Outcome run(String command, Path project) {
    Object[] words =
        Stream.of(command.split(" "))
            .skip(1)
            .map(w -> w.matches(".*[.](nin|safetensors)|generated") ? project.resolve(w) : w)
            .toArray();
    Cli.Outcome outcome = ninc(words);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private String java(String command, Path project) throws Exception {
    return java(0, command, project);
  }

  private String java(int code, String command, Path project) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    assertThat(words.get(0)).isEqualTo("java");
    words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(words)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(code);
    return Files.readString(out);
  }

  @Test
  void theSameNameGivesTheSameBytes() throws Exception {
    ninc("new", "Flowers", "-d", folder.resolve("a"));
    ninc("new", "flowers", "-d", folder.resolve("b"));
    for (String file : files(folder.resolve("a"))) {
      assertThat(folder.resolve("b").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
    }
    assertThat(files(folder.resolve("a"))).hasSize(6).isEqualTo(files(folder.resolve("b")));
    assertThat(folder.resolve("a").resolve("flowers.nin")).content().doesNotContain("tarter");
    assertThat(folder.resolve("a").resolve("Main.java")).content().doesNotContain("tarter");
  }

  /** The integration tests of the Maven plugin build such a project. */
  @Test
  void aMavenProjectIsTheSampleUnderAnotherName() throws Exception {
    Path sample = Cli.repository("samples/quickstart");
    Path same = folder.resolve("same");
    assertThat(ninc("new", "stripes", "--maven", "-d", same).code()).isZero();
    assertThat(files(same)).isEqualTo(files(sample)).hasSize(9);
    for (String file : files(same)) {
      assertThat(same.resolve(file)).hasSameBinaryContentAs(sample.resolve(file));
    }
    assertThat(same.resolve("pom.xml"))
        .content()
        .contains(
            "<ninc.version>" + Ninc.GENERATOR.substring("ninc ".length()) + "</ninc.version>");

    Path birds = folder.resolve("birds");
    Cli.Outcome outcome = ninc("new", "bird-songs", "--maven", "-d", birds);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Next: read " + birds.resolve("README.md"));
    assertThat(files(birds))
        .hasSize(9)
        .contains("pom.xml", "src/main/nin/bird-songs.nin", "src/main/nin/bird-songs.safetensors")
        .contains("src/test/java/com/example/BirdSongsTest.java");
    for (String file : files(birds)) {
      assertThat(file + Files.readString(birds.resolve(file), StandardCharsets.ISO_8859_1))
          .doesNotContain("Stripes", "stripes");
    }
    assertThat(birds.resolve("pom.xml")).content().contains("<artifactId>bird-songs</artifactId>");
    assertThat(ninc("check", birds.resolve("src/main/nin/bird-songs.nin")).code()).isZero();
  }

  @Test
  void nothingIsOverwrittenUnlessAsked() throws Exception {
    Path main = Files.writeString(folder.resolve("Main.java"), "mine");
    Cli.Outcome outcome = ninc("new", "Flowers", "-d", folder);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("Main.java` is there already", "--force");
    assertThat(files(folder)).containsExactly("Main.java");
    assertThat(main).content().isEqualTo("mine");
    assertThat(ninc("new", "Flowers", "-d", folder, "--force").code()).isZero();
    assertThat(main).content().contains("model.Flowers");
  }

  @Test
  void aFolderThatIsAFileStaysAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Cli.Outcome outcome = ninc("new", "Flowers", "-d", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is a file", "Hint: ");
    assertThat(file).content().isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "class, Class, a class that generated code uses",
    "String, String, a class that generated code uses",
    "list, List, a class that generated code uses",
    "thread, Thread, Java's own class",
    "record, Record, Java's own class",
    "kernels, Kernels, a class that generated code uses",
    "model, Model, ninc's class",
    "main, Main, a class that its program uses",
    "test, Test, a class that its program uses",
    "no-such-file-exception, NoSuchFileException, a class that its program uses"
  })
  void namesThatMeanSomethingElse(String name, String network, String owner) throws IOException {
    Cli.Outcome outcome = ninc("new", name, "-d", folder);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("`" + network + "`", owner, "Hint: Write `ninc new " + network + "Net`");
    assertThat(files(folder)).isEmpty();
    assertThat(ninc("new", network + "Net", "-d", folder).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "2nd", "a b", "größe", "../up", "a/b", "a.b", "_", "-", "\"q\""})
  void namesThatAreNone(String name) throws IOException {
    Cli.Outcome outcome = ninc("new", "-d", folder, "--", name);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot be the name", "Hint: Choose");
    assertThat(files(folder)).isEmpty();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(f -> Files.isRegularFile(f) && !f.startsWith(folder.resolve("target")))
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
