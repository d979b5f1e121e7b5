package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured differs from run to run; what is said of it does not. */
class ProfileCommandTest {

  @TempDir Path folder;
  private Path network;

  @BeforeEach
  void write() throws IOException {
    network = Tiny.network(folder);
  }

  @Test
  void aTableOfLayersAndTheMachine() {
    Cli.Outcome outcome = ninc("profile", network, "--seconds", 0.05);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("no --weights: they are made up from seed 1, which makes no difference to times");
    assertThat(outcome.out())
        .startsWith("Tiny: vector (")
        .contains(", Java " + Runtime.version().feature() + ", 1 thread, 1 image a run\n")
        .containsPattern("(?m)^line +layer +kernel +µs +share +GFLOP/s +of peak$")
        .containsPattern("(?m)^ +4  look +direct .* +\\d+\\.\\d +\\d+\\.\\d % +\\d+\\.\\d ")
        .containsPattern("(?m)^ +6  softmax1 ")
        .containsPattern("(?m)^ +softmax1:out +\\d")
        .containsPattern("(?m)^a whole run +[\\d,.]+ µs  for one image: [\\d,]+ images/s, ")
        .containsPattern("(?m)^peak +[\\d,.]+ GFLOP/s ")
        .containsPattern("(?m)^memory +[\\d,.]+ GB/s ");
  }

  @Test
  void scalarKernelsAndWeightsOfAFile() throws IOException {
    Path weights = Tiny.weights(folder);
    Cli.Outcome outcome =
        ninc("profile", network, "-w", weights, "-b", "scalar", "--seconds", 0.02, "--batch", 3);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("--weights");
    assertThat(outcome.out()).startsWith("Tiny: scalar").contains("1 thread, 3 images a run");
  }

  @Test
  void threadsShareAnImageOrHaveOneEach() {
    Cli.Outcome outcome = ninc("profile", network, "--threads", 2, "--seconds", 0.02);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(", 2 threads, 1 image a run")
        .doesNotContain("Each image has a thread of its own");
    outcome = ninc("profile", network, "--threads", 2, "--batch", 4, "--seconds", 0.02);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(", 2 threads, 4 images a run", "Each image has a thread of its own");
  }

  @Test
  void jsonHasLayersWhoseSharesAreAll() throws IOException {
    Cli.Outcome outcome = ninc("profile", network, "--seconds", 0.02, "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> layers = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(outcome.out())) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue() && "layer".equals(json.currentName())) {
          layers.add(json.getText());
        } else if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
            && "share".equals(json.currentName())) {
          shares.add(json.getDoubleValue());
        }
      }
    }
    assertThat(layers).containsExactly("input", "look", "mean", "softmax1");
    assertThat(shares.stream().mapToDouble(d -> d).sum()).isEqualTo(1, within(1e-9));
    assertThat(outcome.out())
        .contains("\"peak\"", "\"gigabytesPerSecond\"", "\"imagesPerSecond\"", "\"memoryBound\"");
  }

  @Test
  void aPictureBesideTheTable() throws IOException {
    Path svg = folder.resolve("new/tiny.svg");
    Cli.Outcome outcome = ninc("profile", network, "--seconds", 0.02, "-o", svg);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Tiny: vector").endsWith(svg + System.lineSeparator());
    assertThat(Files.readString(svg))
        .startsWith("<svg ")
        .endsWith("</svg>\n")
        .contains(">look</text>", "images/s", "prefers-color-scheme: dark");
  }

  @Test
  void mistakesAreFoundBeforeAnythingIsMeasured() {
    Cli.Outcome outcome = ninc("profile", network, "-w", folder.resolve("nix.safetensors"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("nix.safetensors").doesNotContain("\tat ");
    assertThat(ninc("profile", network, "-o", network).err()).contains("is read by this command");
    assertThat(ninc("profile", network, "-P", "width=3").code()).isEqualTo(1);
  }
}
