package dev.ninc.maven;

import static dev.ninc.maven.Project.caller;
import static dev.ninc.maven.Project.said;
import static dev.ninc.maven.Project.tiny;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ninc.compiler.plan.Accuracy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a goal says of a user's mistakes: all of them at once, and nothing is written. */
class MistakesTest {

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void start() {
    project = new Project(folder);
  }

  private Result fail(String summary) throws IOException {
    List<String> before = project.made();
    Result result = project.build();
    assertThat(result.failure()).as(said(result)).contains(summary);
    assertThat(project.made()).isEqualTo(before);
    return result;
  }

  private static Choices choices(
      Map<String, String> parameters, Map<String, Path> weights, Accuracy accuracy) {
    Choices d = Choices.DEFAULT;
    return new Choices(d.packageName(), d.targets(), parameters, weights, d.tunings(), accuracy);
  }

  @Test
  void allMistakesOfAllNetworks() throws IOException {
    project.with("one.nin", "network One {\n  input 1x4x4\n  conv 3x3 2\n  maxpol 2x2\n}\n");
    project.with("right.nin", tiny("Right"));
    project.with("two.nin", tiny("Two"));
    project.weights("two.safetensors", 7);
    Result result = fail("2 errors in 2 files: one.nin, two.nin");
    String place = folder.resolve("src/main/nin/one.nin") + ":4:3";
    assertThat(said(result))
        .contains("ERROR error[NIN")
        .contains("┌─ " + place.replace('\\', '/'))
        .contains("│   ^^^^^^")
        .contains("two.safetensors: the tensors are not those of the network:")
        .contains("`conv1.weight` has the shape [7, 1, 3, 3]; the network expects [2, 1, 3, 3]")
        .contains("`conv1.bias` has the shape [7]; the network expects [2]");
  }

  @Test
  void aMistakeInABlockIsToldOnce() throws IOException {
    project.with("blocks.nin", "block part(width) { conv 1x1 width act nothing }");
    project.with("a.nin", caller("A")).with("b.nin", caller("B"));
    Result result = project.build();
    assertThat(said(result).split("error\\[", -1)).as(said(result)).hasSize(2);
    assertThat(result.failure().orElseThrow()).startsWith("1 error in 2 files: a.nin, b.nin");
  }

  @Test
  void whatWasThereStaysAsLongAsThereAreMistakes() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(project.build().failure()).isEmpty();
    project.with("tiny.nin", "network Tiny { input }");
    fail("1 error in tiny.nin");
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(said(project.build())).startsWith("INFO Nothing to do: 1 file is up to date.");
  }

  @Test
  void weightsThatAreNone() throws IOException {
    project.with("tiny.nin", tiny("Tiny")).with("tiny.safetensors", "PK no weights");
    assertThat(said(fail("1 error in tiny.nin"))).contains("The file is damaged");
    project.with("tiny.safetensors", "");
    fail("1 error in tiny.nin");
  }

  @Test
  void textsThatAreNone() throws IOException {
    Files.createDirectories(project.sources());
    Files.write(project.sources().resolve("tiny.nin"), new byte[] {'n', (byte) 0xff});
    assertThat(said(fail("1 error in tiny.nin"))).contains("is not a text in UTF-8");
    project.with("tiny.nin", "");
    fail("1 error in tiny.nin");
  }

  @Test
  void importsStayInTheFolder() throws IOException {
    project.file(folder.resolve("secret.nin"), "block part(width) { conv 1x1 width }");
    project.with("user.nin", caller("User"));
    Files.createSymbolicLink(project.sources().resolve("blocks.nin"), folder.resolve("secret.nin"));
    assertThat(said(fail("2 errors in 2 files: blocks.nin, user.nin")))
        .contains("lies outside of the network's folder");
  }

  @Test
  void namesThatNobodyHas() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    project.choose(choices(Map.of("tny.width", "3"), Map.of("tini", folder), Accuracy.NORMAL));
    assertThat(said(fail("2 errors in the configuration")))
        .contains("<weights> names `tini`, and there is no such network: there is `tiny`.")
        .contains("<parameters> names `tny`");
    project.choose(choices(Map.of("depth", "3"), Map.of(), Accuracy.NORMAL));
    assertThat(said(fail("1 error in tiny.nin"))).contains("depth");
  }

  @Test
  void packagesThatJavaRefuses() throws IOException {
    project.with("my-nets/tiny.nin", tiny("Tiny")).with("class/tiny.nin", tiny("Tiny"));
    assertThat(said(fail("2 errors in 2 files: class/tiny.nin, my-nets/tiny.nin")))
        .contains("would be in the package `my-nets`, which is no name for one in Java");
  }

  @Test
  void twoNetworksOfOneName() throws IOException {
    project.with("a.nin", tiny("Tiny")).with("model/b.nin", tiny("Tiny"));
    assertThat(said(fail("1 error in a.nin and model/b.nin")))
        .contains("would both be `model/Tiny.java`");
  }

  @Test
  void aTuningAndStrictAccuracy() throws IOException {
    project.with("tiny.nin", tiny("Tiny")).with("tiny.tuning", "network Tiny\n");
    fail("1 error in tiny.nin");
    project.choose(choices(Map.of(), Map.of(), Accuracy.STRICT));
    assertThat(said(fail("1 error in tiny.nin"))).contains("leaves no choice of algorithms");
  }

  @Test
  void aStateThatIsNoneIsForgotten() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(project.build().failure()).isEmpty();
    Path mine = folder.resolve("mine.txt");
    Files.writeString(mine, "");
    String state = Files.readString(project.state());
    for (String text :
        List.of(
            "",
            "other\n",
            state + "gone.nin\tsource\t-\n",
            state + "gone.nin\tfolder\t-\tx\n",
            state + "gone.nin\tsource\t-\t../../../mine.txt\n",
            state + "gone.nin\tresource\t-\t" + mine + "\n",
            state.replace("source\t", "source\tf"))) {
      Files.writeString(project.state(), text);
      assertThat(project.build().failure()).isEmpty();
      assertThat(mine).exists();
      assertThat(Files.readString(project.state())).isEqualTo(state);
    }
  }

  @Test
  void aFolderThatCanNotBeRead() throws IOException {
    Path secret = project.with("secret/tiny.nin", tiny("Tiny")).sources().resolve("secret");
    Files.setPosixFilePermissions(secret, Set.of());
    try {
      assumeFalse(Files.isReadable(secret), "SKIPPED: this user may read everything");
      assertThatThrownBy(project::build).isInstanceOf(AccessDeniedException.class);
    } finally {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void anEmptyFolderIsNoMistake() throws IOException {
    assertThat(project.build()).isEqualTo(new Result(List.of(), Optional.empty()));
    project.with("blocks.nin", "block part(width) { conv 1x1 width }");
    assertThat(project.build().failure()).isEmpty();
    assertThat(project.made()).isEmpty();
  }
}
