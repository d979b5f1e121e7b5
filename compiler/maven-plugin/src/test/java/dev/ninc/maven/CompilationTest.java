package dev.ninc.maven;

import static dev.ninc.maven.Project.caller;
import static dev.ninc.maven.Project.said;
import static dev.ninc.maven.Project.tiny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.Tuning;
import dev.ninc.compiler.TuningTarget;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Accuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a goal makes, and when it makes it again. */
class CompilationTest {

  private static final List<String> TINY =
      List.of(
          "generated-resources/ninc/model/TinyVector.class",
          "generated-resources/ninc/model/TinyVector16.class",
          "generated-resources/ninc/model/TinyVector32.class",
          "generated-sources/ninc/model/Tiny.java",
          "generated-sources/ninc/model/TinyScalar.java",
          "ninc/main-vector-sources/model/TinyVector.java",
          "ninc/main-vector-sources/model/TinyVector16.java",
          "ninc/main-vector-sources/model/TinyVector32.java");

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void start() {
    project = new Project(folder);
  }

  private Result build() throws IOException {
    Result result = project.build();
    assertThat(result.failure()).as(said(result)).isEmpty();
    return result;
  }

  private static Choices choices(Map<String, String> parameters) {
    Choices d = Choices.DEFAULT;
    return new Choices(
        d.packageName(), d.targets(), parameters, d.weights(), d.tunings(), d.accuracy());
  }

  private static Choices packageName(String name) {
    Choices d = Choices.DEFAULT;
    return new Choices(
        Optional.of(name), d.targets(), d.parameters(), d.weights(), d.tunings(), d.accuracy());
  }

  @Test
  void theVectorKernelsAreClassesAndTheRestIsSource() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(said(build()))
        .isEqualTo(
            """
            INFO tiny.nin → model.Tiny, without weights and load(): there is no tiny.safetensors \
            beside it. `ninc weights --for tiny.nin -o tiny.safetensors` makes some up.
            INFO Start Java with --add-modules jdk.incubator.vector: vector kernels are several times \
            as fast.""");
    assertThat(project.made()).isEqualTo(TINY);
    assertThat(project.text("generated-sources/ninc/model/Tiny.java"))
        .contains("public static final Shape OUTPUT = new Shape(2, 1, 1);")
        .doesNotContain("load()");
  }

  @Test
  void theSecondTimeNothingIsDone() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    build();
    project.age();
    assertThat(said(build()))
        .isEqualTo(
            """
            INFO Nothing to do: 1 file is up to date.
            INFO tiny.nin is without weights: its class has no load().""");
    assertThat(project.young()).isEmpty();
  }

  @Test
  void whatWasDeletedOrDamagedIsMadeAgain() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    build();
    project.age();
    Path generated = folder.resolve("target/generated-sources/ninc/model");
    Files.delete(generated.resolve("TinyScalar.java"));
    Files.writeString(generated.resolve("Tiny.java"), "class Tiny {}");
    build();
    assertThat(project.young())
        .containsExactly(
            "generated-sources/ninc/model/Tiny.java",
            "generated-sources/ninc/model/TinyScalar.java");
  }

  @Test
  void aChangedImportRebuildsThoseWhoUseIt() throws IOException {
    project.with("blocks.nin", "block part(width) { conv 1x1 width }");
    project.with("tiny.nin", tiny("Tiny")).with("user.nin", caller("User"));
    build();
    project.age();
    project.with("blocks.nin", "block part(width) { conv 3x3 width }");
    assertThat(said(build()))
        .contains("user.nin → model.User")
        .contains("Nothing to do: 1 file is up to date.")
        .doesNotContain("tiny.nin →");
    assertThat(project.young())
        .contains("generated-sources/ninc/model/UserScalar.java")
        .noneMatch(p -> p.contains("Tiny"));
  }

  @Test
  void aFileOfLabelsThatAppearsIsSeen() throws IOException {
    String text = "network Tiny { labels \"names.txt\" input 1x4x4 conv 3x3 2 gap softmax }";
    project.with("tiny.nin", text);
    assertThat(project.build().failure()).contains("1 error in tiny.nin");
    project.with("names.txt", "cat\ndog\n");
    build();
    assertThat(project.text("generated-sources/ninc/model/Tiny.java"))
        .contains("List.of(\"cat\", \"dog\")");
    project.with("names.txt", "cat\ncow\n");
    build();
    assertThat(project.text("generated-sources/ninc/model/Tiny.java"))
        .contains("List.of(\"cat\", \"cow\")");
  }

  @Test
  void aNetworkThatIsGoneLeavesNothing() throws IOException {
    project.with("tiny.nin", tiny("Tiny")).with("far/gone.nin", tiny("Gone"));
    project.weights("far/gone.safetensors", 2);
    build();
    for (String name :
        List.of("Gone.class", "Gone$Steps.class", "GoneVector.class", "Other.class")) {
      project.file(project.classes().resolve("far/" + name), "");
    }
    project.file(project.classes().resolve("far/gone.safetensors"), "");
    Files.delete(project.sources().resolve("far/gone.nin"));
    assertThat(said(build())).contains("far/gone.nin is gone: what was made of it is removed.");
    assertThat(project.made()).containsAll(TINY).hasSize(TINY.size() + 1);
    assertThat(project.classes().resolve("far")).isDirectoryContaining("glob:**Other.class");
    assertThat(Files.exists(folder.resolve("target/generated-sources/ninc/far"))).isFalse();
    Files.delete(project.sources().resolve("tiny.nin"));
    build();
    assertThat(project.made()).containsExactly("classes/far/Other.class");
  }

  @Test
  void aNetworkMayChangeItsFile() throws IOException {
    project.with("old.nin", tiny("Tiny"));
    build();
    Files.move(project.sources().resolve("old.nin"), project.sources().resolve("new.nin"));
    build();
    assertThat(project.made()).isEqualTo(TINY);
  }

  @Test
  void weightsArePackedAndLoaded() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    Path weights = project.weights("tiny.safetensors", 2);
    assertThat(said(build()))
        .startsWith("INFO tiny.nin → model.Tiny, with tiny.safetensors for load().");
    assertThat(folder.resolve("target/generated-resources/ninc/model/tiny.safetensors"))
        .hasSameBinaryContentAs(weights);
    assertThat(project.text("generated-sources/ninc/model/Tiny.java"))
        .contains("public static Tiny load() throws IOException")
        .contains("Tiny.class.getResourceAsStream(\"tiny.safetensors\")");
    Files.delete(weights);
    build();
    assertThat(project.made()).isEqualTo(TINY);
    assertThat(project.text("generated-sources/ninc/model/Tiny.java")).doesNotContain("load()");
    project.weights("tiny.safetensors", 2);
    build();
    assertThat(project.made()).hasSize(TINY.size() + 1);
  }

  @Test
  void weightsMayLieElsewhere() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    Path weights = project.weights("../../../trained/best.safetensors", 2);
    Choices d = Choices.DEFAULT;
    project.choose(
        new Choices(
            d.packageName(),
            d.targets(),
            d.parameters(),
            Map.of("tiny", weights),
            d.tunings(),
            d.accuracy()));
    assertThat(said(build())).contains("with best.safetensors for load()");
    assertThat(project.made()).contains("generated-resources/ninc/model/tiny.safetensors");
    Files.delete(weights);
    Result result = project.build();
    assertThat(said(result)).contains("ERROR").contains("best.safetensors");
    assertThat(result.failure()).contains("1 error in tiny.nin");
  }

  @Test
  void arraysOfNumpyArePackedToo() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    Path weights = project.weights("../expected.safetensors", 2);
    project.arrays("tiny.npz", 2);
    assertThat(said(build())).startsWith("INFO tiny.nin → model.Tiny, with tiny.npz for load().");
    assertThat(folder.resolve("target/generated-resources/ninc/model/tiny.safetensors"))
        .hasSameBinaryContentAs(weights);
    project.arrays("tiny.npz", 3);
    assertThat(said(project.build())).contains("the network expects [2, 1, 3, 3]");
    project.weights("tiny.safetensors", 2);
    assertThat(said(project.build()))
        .contains("`tiny.safetensors` and `tiny.npz` are both weights of `tiny.nin`");
  }

  @Test
  void whatIsPackedInAnotherWayIsSaid() throws IOException {
    project.with("tiny.nin", "network Tiny { input 1x1x1 fc 2 softmax }");
    project.arrays("tiny.npz", Map.of("fc1.weight", List.of(2, 1, 1, 1), "fc1.bias", List.of(2)));
    assertThat(said(build()))
        .contains(
            "INFO `fc1.weight` has the shape [2, 1, 1, 1] in tiny.npz, and is packed as [2, 1]");
    project.arrays(
        "tiny.npz",
        Map.of(
            "fc1.weight",
            List.of(2, 1),
            "fc1.bias",
            List.of(2),
            "norm.num_batches_tracked",
            List.of()));
    assertThat(said(build())).contains("INFO `norm.num_batches_tracked` of tiny.npz is not packed");
  }

  @Test
  void thereMayBeATuningForEachTarget() throws IOException {
    String text = "network Tiny { input 16x8x8 conv 3x3 16 conv 3x3 16 gap softmax }";
    Network network = Ninc.check(p -> Optional.of(text), "tiny.nin", Options.DEFAULT).orThrow();
    Graph graph = Ninc.optimize(network, Options.DEFAULT).graph();
    project.with("tiny.nin", text);
    project.with("tiny.tuning", Tuning.of(graph, TuningTarget.JAVA, List.of()).text());
    project.with("tiny.opencl-cpu.tuning", "for another target: nothing is asked of it yet");
    build();
    project.choose(
        new Choices(
            Optional.empty(),
            Set.of(TargetLanguage.JAVA, TargetLanguage.OPENCL),
            Map.of(),
            Map.of(),
            Map.of(
                "tiny.opencl-gpu",
                project
                    .with("gpu.tuning", Tuning.of(graph, TuningTarget.OPENCL_GPU, List.of()).text())
                    .sources()
                    .resolve("gpu.tuning")),
            Accuracy.NORMAL));
    Result wrong = project.build();
    assertThat(wrong.failure()).isPresent();
    assertThat(said(wrong)).contains("tiny.opencl-cpu.tuning").doesNotContain("gpu.tuning:");
    project.with(
        "tiny.opencl-cpu.tuning", Tuning.of(graph, TuningTarget.OPENCL_CPU, List.of()).text());
    build();
    project.with("gpu.tuning", Tuning.of(graph, TuningTarget.JAVA, List.of()).text());
    assertThat(said(project.build())).contains("There is another tuning file for Java");
  }

  @Test
  void parametersAreForAllOrForOne() throws IOException {
    project.with("a/tiny.nin", tiny("Tiny")).with("b/tiny.nin", tiny("Tiny"));
    build();
    project.choose(choices(Map.of("width", "3", "b.tiny.width", "5")));
    build();
    assertThat(project.text("generated-sources/ninc/a/Tiny.java")).contains("\"width\", \"3\"");
    assertThat(project.text("generated-sources/ninc/b/Tiny.java")).contains("\"width\", \"5\"");
  }

  @Test
  void foldersArePackages() throws IOException {
    project.with("tiny.nin", tiny("Tiny")).with("far/away/tiny.nin", tiny("Tiny"));
    project.choose(packageName("com.acme"));
    build();
    assertThat(project.made())
        .contains("generated-sources/ninc/com/acme/Tiny.java")
        .contains("generated-sources/ninc/com/acme/far/away/Tiny.java");
    project.choose(Choices.DEFAULT);
    build();
    assertThat(project.made())
        .contains("generated-sources/ninc/model/Tiny.java")
        .contains("generated-sources/ninc/far/away/Tiny.java")
        .noneMatch(p -> p.contains("acme"));
  }

  @Test
  void programsOfOpenClAreResources() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    project.weights("tiny.safetensors", 2);
    Choices d = Choices.DEFAULT;
    project.choose(
        new Choices(
            d.packageName(),
            Set.of(TargetLanguage.OPENCL),
            d.parameters(),
            d.weights(),
            d.tunings(),
            d.accuracy()));
    assertThat(said(build())).contains("tiny.nin → model.TinyOpenCl");
    assertThat(project.made())
        .containsExactly(
            "generated-resources/ninc/model/TinyCpu.cl",
            "generated-resources/ninc/model/TinyGpu.cl",
            "generated-resources/ninc/model/tiny.safetensors",
            "generated-sources/ninc/model/TinyOpenCl.java");
    assertThat(project.text("generated-sources/ninc/model/TinyOpenCl.java")).contains("load()");
  }
}
