package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ninc tune --target opencl}. */
class TuneDeviceTest {

  private static final String TEXT =
      """
      network Square {
        input 8x6x6
        look: conv 3x3 64 pad 1
        lrn 3
        cccp: cccp 8
        lrn 3
        gap
      }
      """;

  @TempDir Path folder;
  private Path network;
  private Path file;
  private Forked forked;

  @BeforeEach
  void write() throws IOException {
    network = Files.writeString(folder.resolve("square.nin"), TEXT);
    file = folder.resolve("square.tuning");
    forked = Forked.in(folder);
  }

  private Cli.Outcome tune(Forked on) throws Exception {
    return on.ninc(
        "tune",
        network,
        "--target",
        "opencl",
        "--device",
        "0",
        "--seconds",
        "0.02",
        "--batch",
        "3",
        "-o",
        file);
  }

  @Test
  void tilesForProcessorsAreMeasuredAndTaken() throws Exception {
    forked.needsADevice();
    Cli.Outcome outcome = tune(forked.with("JAVA_TOOL_OPTIONS", "-Dninc.opencl.mode=cpu"));
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("look +3x3 pad 1, 8 → 64, ReLU, to 6x6 +(direct tile \\d+|winograd F)")
        .containsPattern("cccp +1x1, 64 → 8, ReLU, to 6x6 +direct tile \\d+ +")
        .contains("An image takes ", file.toString());
    assertThat(outcome.err()).contains("note: runs on ").doesNotContain("left out");
    assertThat(file)
        .content()
        .containsPattern("# Measured on .*, 3 images together at most\\.\n")
        .containsPattern("network Square\ntarget opencl-cpu\nlayers [0-9a-f]{16}\n\nlook = \\w");
    String text = Files.readString(file).replaceAll("look = .*", "look = tile 3");
    Files.writeString(file, text.replaceAll("cccp = .*", "cccp = tile 11"));
    assertThat(program("Cpu", "--tuning", file)).isNotEqualTo(program("Cpu"));
    assertThat(program("Gpu", "--tuning", file)).isEqualTo(program("Gpu"));
  }

  @Test
  void tilesForGpusAreMeasuredAndTaken() throws Exception {
    forked.needsADevice();
    Cli.Outcome outcome = tune(forked.with("JAVA_TOOL_OPTIONS", "-Dninc.opencl.mode=gpu"));
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("look +3x3 pad 1, 8 → 64, ReLU, to 6x6 +\\w.* tile \\d+x\\d+ \\dx\\d +");
    assertThat(file).content().contains("target opencl-gpu\n", "\nlook = ", "\ncccp = ");
  }

  /** The program of a kind of device. */
  private String program(String kind, Object... options) throws IOException {
    Path out = folder.resolve("out");
    Object[] command = {"compile", network, "-d", out, "--target", "opencl"};
    Cli.Outcome outcome =
        ninc(Stream.of(command, options).flatMap(Arrays::stream).toArray(Object[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return Files.readString(out.resolve("Square" + kind + ".cl"));
  }

  @Test
  void withoutADriverItIsSaidWhatToDo() throws Exception {
    Path none = folder.resolve("none");
    Cli.Outcome outcome = tune(forked.with("OCL_ICD_VENDORS", none.toString()));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("error: ", "OpenCL").doesNotContain("\tat ");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "4097"})
  void imagesAreWithinReason(String batch) {
    Cli.Outcome outcome = ninc("tune", network, "--target", "opencl", "--batch", batch);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--batch must be from 1 to 4096");
  }

  @Test
  void optionsOfDevicesAreForThemAlone() {
    assertThat(ninc("tune", network, "--device", "gpu").err())
        .contains("--device and --batch are for --target opencl alone");
    assertThat(ninc("tune", network, "--batch", "3").code()).isEqualTo(2);
    assertThat(ninc("tune", network, "--target", "cuda").err()).contains("java, opencl");
  }

  @Test
  void aFileForAnotherTargetIsRefused() throws Exception {
    Path java = folder.resolve("java.tuning");
    assertThat(ninc("tune", network, "-o", java, "--seconds", "0.01").code()).isZero();
    Path out = folder.resolve("out");
    Cli.Outcome outcome =
        ninc("compile", network, "-d", out, "--target", "opencl", "--tuning", java);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[NIN0602]", "made for Java, which is no target here");
    assertThat(out).doesNotExist();
    Cli.Outcome twice = ninc("check", network, "--tuning", java, "--tuning", java);
    assertThat(twice.err()).contains("error[NIN0602]", "another tuning file for Java");
  }
}
