package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.Model;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {

  @TempDir Path folder;
  private Path network;

  @BeforeEach
  void write() throws IOException {
    network = Tiny.network(folder);
  }

  @Test
  void sourcesGoToThePackagesFolder() throws Exception {
    Path out = folder.resolve("out");
    Cli.Outcome outcome = ninc("compile", network, "-d", out, "--package", "a.b");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).contains(out.resolve("a/b/Tiny.java").toString());
    assertThat(outcome.out().lines().map(Path::of)).allMatch(Files::isRegularFile);
    assertThat(out.resolve("a/b/Tiny.java")).content().contains("package a.b;", "// tiny.nin:4");
    assertThat(files(out).keySet())
        .containsExactlyInAnyOrder(
            outcome
                .out()
                .lines()
                .map(l -> out.relativize(Path.of(l)).toString())
                .toArray(String[]::new));
  }

  @Test
  void twiceGivesTheSameBytesFromAnywhere() throws Exception {
    Path other = Files.createDirectories(folder.resolve("elsewhere")).resolve("tiny.nin");
    Files.copy(network, other);
    ninc("compile", network, "-d", folder.resolve("a"), "--package", "m", "--classes");
    ninc("compile", other, "-d", folder.resolve("b"), "--package", "m", "--classes");
    Map<String, String> first = files(folder.resolve("a"));
    assertThat(first).isNotEmpty().isEqualTo(files(folder.resolve("b")));
  }

  @Test
  void classesRunWithNothingButTheRuntime() throws Exception {
    Path out = folder.resolve("out");
    assertThat(ninc("compile", network, "-d", out, "-p", "m", "--classes").code()).isZero();
    URL[] path = {
      out.toUri().toURL(), Model.class.getProtectionDomain().getCodeSource().getLocation()
    };
    Weights weights = Safetensors.read(Tiny.weights(folder));
    try (URLClassLoader loader = new URLClassLoader(path, Model.class.getClassLoader())) {
      Model model =
          (Model) loader.loadClass("m.Tiny").getMethod("load", Weights.class).invoke(null, weights);
      float[] green = new float[48];
      Arrays.fill(green, 16, 32, 1);
      assertThat(model.labels()).containsExactly("red", "green", "blue");
      assertThat(model.top(model.run(green), 0, 1).get(0).label()).isEqualTo("green");
    }
  }

  @Test
  void classesOfOtherSourcesAreNotLeftBeside() throws Exception {
    Path out = folder.resolve("out");
    ninc("compile", network, "-d", out, "-p", "m", "--classes");
    Path foreign = Files.createFile(out.resolve("m/Other.class"));
    assertThat(out.resolve("m/Tiny.class")).exists();
    Files.writeString(network, Tiny.TEXT.replace("red", "pink"));
    Cli.Outcome outcome = ninc("compile", network, "-d", out, "-p", "m");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).startsWith("note: deleted the class files");
    assertThat(files(out).keySet()).filteredOn(f -> f.endsWith(".class")).hasSize(1);
    assertThat(foreign).exists();
  }

  @Test
  void choicesAreExplainedInWords() throws Exception {
    Path out = folder.resolve("out");
    assertThat(ninc("compile", network, "-d", out, "--explain").out())
        .contains("Tiny on java-vector-32: 6 steps. ")
        .contains("look (line 4): direct 8 px x 16\n  panels outside: ")
        .contains("\n  rather than rows outside: ")
        .contains("there is one way to run it.\n", "mean (line 5)\n");
    Files.writeString(
        network, "network Chain {\n  input 3x8x8\n  look: mlpconv 3x3 [4, 5, 6]\n  gap\n}\n");
    assertThat(ninc("compile", network, "-d", out, "--explain").out())
        .contains("  3 steps: 1 KiB between two stages stay in the 1024 KiB cache\n")
        .contains("  rather than one loop over bands of 6 rows\n")
        .contains("  panels outside, as look.0\n");
  }

  @Test
  void theMemoryIsExplained() throws Exception {
    Path out = folder.resolve("out");
    Files.writeString(
        network,
        """
        network Wide {
          input 3x16x16
          a: conv 3x3 16 pad 1
          concat { left: conv 1x1 16 } { right: conv 1x1 16 }
          maxpool 7x7 stride 2
          conv 3x3 16 pad 1 stride 2
          gap
        }
        """);
    assertThat(ninc("compile", network, "-d", out, "--explain").out())
        .containsPattern("concat1 \\(line 4\\): no step\n  nothing to do: ")
        .contains("rows outside: the windows stride")
        .contains("loops: 49 cells are more than 25")
        .containsPattern("Memory of one image: \\S+ KiB; without sharing it would be \\S+ KiB\\.")
        .containsPattern("concat1 +[0-9,]+ +\\S+ KiB.* left, right\n");
  }

  @Test
  void aFileInTheWayLeavesNothingBehind() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Cli.Outcome outcome = ninc("compile", network, "-d", file.resolve("x"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("is a file").contains("Hint: ");
    assertThat(file).isEmptyFile();
  }

  @Test
  void mistakesInTheNetworkLeaveNothingBehind() throws Exception {
    Files.writeString(network, Tiny.TEXT.replace("1x1 3", "9x9 3"));
    Path out = folder.resolve("out");
    assertThat(ninc("compile", network, "-d", out).code()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      files.put(root.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
    }
    return files;
  }
}
