package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuneCommandTest {

  private static final String TEXT =
      """
      network Square {
        input 8x6x6
        look: conv 3x3 16 pad 1
        gap
      }
      """;

  @TempDir Path folder;

  private Path network() throws IOException {
    return Files.writeString(folder.resolve("square.nin"), TEXT);
  }

  /** A tuning file as `ninc tune` writes it, with another algorithm. */
  private Path tuning(String algorithm) throws IOException {
    Path file = folder.resolve("square.tuning");
    Cli.Outcome outcome = ninc("tune", network(), "-o", file, "--seconds", "0.01");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    String text = Files.readString(file);
    return Files.writeString(file, text.replaceAll("look = .*", "look = " + algorithm));
  }

  @Test
  void whatIsMeasuredIsShownAndWritten() throws Exception {
    Path file = folder.resolve("square.tuning");
    Cli.Outcome outcome = ninc("tune", network(), "-o", file, "--seconds", "0.01");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("layer +fastest +us +gain +others\n")
        .containsPattern("look +3x3 pad 1, 8 → 16, ReLU, to 6x6 +(direct|winograd F)")
        .contains("winograd F(2x2) ", "winograd F(5x5) ", "An image takes ", file.toString());
    assertThat(Files.readString(file))
        .containsPattern(
            "network Square\ntarget java\nlayers [0-9a-f]{16}\n\nlook = .* # .* us; .*\n");
    assertThat(ninc("check", network(), "--tuning", file).code()).isZero();
  }

  @Test
  void theSameFileGivesTheSameBytes() throws Exception {
    Path file = tuning("winograd F(2x2)");
    Map<String, String> once = compiled("a", "--tuning", file);
    assertThat(compiled("b", "--tuning", file)).isEqualTo(once);
    assertThat(compiled("c")).isNotEqualTo(compiled("d", "--tuning", file));
    assertThat(ninc("compile", network(), "-d", folder.resolve("e"), "--tuning", file, "--explain"))
        .extracting(Cli.Outcome::out)
        .asString()
        .contains("winograd F(2x2, 3x3): as asked; ");
    assertThat(ninc("verify", network(), "--tuning", file).out())
        .containsPattern("look +winograd F\\(2x2, 3x3\\) .*")
        .doesNotContain("DIVERGES");
  }

  @Test
  void strictAccuracyIsDirect() throws Exception {
    Map<String, String> strict = compiled("a", "--accuracy", "strict");
    assertThat(strict.values()).noneMatch(text -> text.contains("inograd"));
    Object[] explain = {
      "compile", network(), "-d", folder.resolve("b"), "--accuracy", "strict", "--explain"
    };
    assertThat(ninc(explain).out()).contains("as strict accuracy wants it");
  }

  private Map<String, String> compiled(String to, Object... options) throws IOException {
    Path out = folder.resolve(to);
    Object[] words =
        Stream.concat(Stream.of("compile", network(), "-d", out), Stream.of(options)).toArray();
    Cli.Outcome outcome = ninc(words);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void aNetworkWithoutAChoiceHasNothingToTune() throws Exception {
    Path file = folder.resolve("tiny.tuning");
    Cli.Outcome outcome = ninc("tune", Tiny.network(folder), "-o", file);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("there is nothing to tune");
    assertThat(ninc("run", Tiny.network(folder), "--tuning", file, red()).code()).isZero();
  }

  private Path red() throws IOException {
    return Files.write(folder.resolve("red.f32le"), new byte[4 * 48]);
  }

  @Test
  void anotherNetworksFileIsRefused() throws Exception {
    Path file = folder.resolve("tiny.tuning");
    assertThat(ninc("tune", Tiny.network(folder), "-o", file).code()).isZero();
    Cli.Outcome outcome = ninc("compile", network(), "-d", folder.resolve("out"), "--tuning", file);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[NIN0602]", file + ":", "for `Tiny`");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "601", "Infinity"})
  void secondsAreWithinReason(String seconds) throws Exception {
    Cli.Outcome outcome = ninc("tune", network(), "--seconds", seconds);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--seconds must be more than 0");
  }

  @Test
  void optionsThatContradictEachOther() throws Exception {
    assertThat(ninc("tune", network(), "--accuracy", "strict").code()).isEqualTo(2);
    assertThat(ninc("tune", network(), "--tuning", network()).code()).isEqualTo(2);
    Path file = Files.writeString(folder.resolve("a.tuning"), "");
    assertThat(ninc("check", network(), "--tuning", file, "--accuracy", "strict").err())
        .contains("--accuracy strict leaves no choice");
    assertThat(ninc("check", network(), "--accuracy", "exact").err())
        .contains("`exact` is none of normal, strict");
  }

  @Test
  void filesThatAreNotTheirs() throws Exception {
    for (Object bad : List.of(folder, folder.resolve("missing.tuning"))) {
      assertThat(ninc("check", network(), "--tuning", bad).code()).isEqualTo(1);
    }
    assertThat(ninc("tune", network(), "-o", network()).err()).contains("it can't be written too");
    Path picture = Files.writeString(folder.resolve("a.svg"), "");
    assertThat(ninc("tune", network(), "-o", picture).err()).contains("is no `.tuning` file");
  }
}
