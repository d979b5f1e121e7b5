package dev.ninc.maven;

import static dev.ninc.maven.Project.said;
import static dev.ninc.maven.Project.tiny;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be left behind: by builds that ended early, lost states and other executions. */
class OrphansTest {

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void start() {
    project = new Project(folder);
  }

  private Path target(String path) {
    return folder.resolve("target").resolve(path);
  }

  @Test
  void whatALostStateKnewIsNamed() throws IOException {
    project.with("tiny.nin", tiny("Tiny")).with("gone.nin", tiny("Gone"));
    assertThat(said(project.build())).doesNotContain("WARNING");
    Files.delete(project.state());
    Files.delete(project.sources().resolve("gone.nin"));
    String sources = target("generated-sources/ninc").toString();
    assertThat(said(project.build()))
        .contains(
            "WARNING `" + sources + "` holds what no network gives, such as `model/Gone.java`")
        .contains("such as `model/GoneVector.class`");
    assertThat(said(project.build())).as("until they are gone").contains("WARNING");
    for (String path : project.made()) {
      if (path.contains("Gone")) {
        Files.delete(target(path));
      }
    }
    assertThat(said(project.build())).doesNotContain("WARNING");
  }

  @Test
  void aBuildThatEndsEarlyLeavesNothingUnknown() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    Path inTheWay = target("generated-resources/ninc/model");
    project.file(inTheWay, "no folder");
    assertThatThrownBy(project::build).isInstanceOf(IOException.class);
    assertThat(target("generated-sources/ninc/model/Tiny.java")).exists();
    Files.delete(inTheWay);
    Files.move(project.sources().resolve("tiny.nin"), project.sources().resolve("new.nin"));
    project.with("new.nin", tiny("New"));
    assertThat(project.build().failure()).isEmpty();
    assertThat(project.made()).isNotEmpty().noneMatch(p -> p.contains("Tiny"));
  }

  @Test
  void aBuildThatEndedEarlyIsDoneAgain() throws IOException {
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(project.build().failure()).isEmpty();
    project.with("tiny.nin", "network Tiny { input 1x4x4 conv 3x3 5 gap softmax }");
    Path inTheWay = target("generated-resources/ninc/model/TinyVector.class");
    Files.delete(inTheWay);
    project.file(inTheWay.resolve("file"), "in a folder");
    assertThatThrownBy(project::build).isInstanceOf(IOException.class);
    Files.delete(inTheWay.resolve("file"));
    Files.delete(inTheWay);
    project.with("tiny.nin", tiny("Tiny"));
    assertThat(said(project.build())).contains("tiny.nin → model.Tiny");
    assertThat(project.text("generated-sources/ninc/model/Tiny.java"))
        .contains("new Shape(2, 1, 1)");
  }

  @Test
  void whatIsNotCompleteIsInNoRoot() throws IOException {
    List<Path> parts = new ArrayList<>();
    Folders folders = project.folders("default", Map.of());
    Output.Content content =
        part -> {
          parts.add(part);
          throw new IOException("killed");
        };
    Outputs outputs = new Outputs(folders);
    assertThatThrownBy(
            () -> outputs.write(List.of(new Output(Output.Kind.RESOURCE, "model/a.cl", content))))
        .hasMessage("killed");
    assertThat(parts)
        .singleElement()
        .satisfies(p -> assertThat(p.getParent()).isEqualTo(folders.parts()));
    assertThat(parts.get(0).startsWith(folders.resources())).isFalse();
  }

  @Test
  void twoExecutionsMayNotMakeOneClass() throws IOException {
    project.with("one/tiny.nin", tiny("Tiny")).with("two/same.nin", tiny("Tiny"));
    assertThat(project.build("a", "one", "b").failure()).isEmpty();
    List<String> before = project.made();
    project.age();
    Result result = project.build("b", "two", "a");
    assertThat(result.failure()).contains("1 error in same.nin");
    assertThat(said(result))
        .contains("`same.nin` would be `model/Tiny.java`, and `tiny.nin` of the execution `a` is");
    assertThat(project.made()).isEqualTo(before);
    assertThat(project.young()).isEmpty();
  }

  @Test
  void twoExecutionsShareRoots() throws IOException {
    project.with("one/tiny.nin", tiny("Tiny")).with("two/other.nin", tiny("Other"));
    assertThat(said(project.build("a", "one", "b"))).doesNotContain("WARNING");
    assertThat(said(project.build("b", "two", "a"))).doesNotContain("WARNING");
    project.age();
    assertThat(said(project.build("a", "one", "b"))).doesNotContain("WARNING");
    assertThat(project.young()).isEmpty();
  }

  @Test
  void aNetworkMayMoveFromOneExecutionToAnother() throws IOException {
    project.with("one/keep.nin", tiny("Keep")).with("two/tiny.nin", tiny("Tiny"));
    assertThat(project.build("a", "one", "b").failure()).isEmpty();
    assertThat(project.build("b", "two", "a").failure()).isEmpty();
    List<String> before = project.made();
    Files.move(
        project.sources().resolve("two/tiny.nin"), project.sources().resolve("one/tiny.nin"));
    assertThat(project.build("a", "one", "b").failure()).isEmpty();
    assertThat(project.build("b", "two", "a").failure()).isEmpty();
    assertThat(project.made()).as("the second leaves what the first took over").isEqualTo(before);
  }
}
