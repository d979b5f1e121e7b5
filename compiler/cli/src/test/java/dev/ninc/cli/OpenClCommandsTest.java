package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.Model;
import dev.ninc.runtime.opencl.DeviceModel;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line does for OpenCL. */
class OpenClCommandsTest {

  @TempDir Path folder;
  private Path network;
  private Forked forked;

  @BeforeEach
  void write() throws IOException {
    network = Tiny.network(folder);
    forked = Forked.in(folder);
  }

  @Test
  void bothTargetsAreWrittenAtOnce() {
    Path out = folder.resolve("out");
    Cli.Outcome outcome = ninc("compile", network, "-d", out, "-p", "m", "--target", "java,opencl");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().map(l -> Path.of(l).getFileName().toString()))
        .containsExactly(
            "Tiny.java",
            "TinyScalar.java",
            "TinyVector.java",
            "TinyVector32.java",
            "TinyVector16.java",
            "TinyOpenCl.java",
            "TinyGpu.cl",
            "TinyCpu.cl");
    assertThat(out.resolve("m/TinyGpu.cl")).content().contains("kernel void ").isASCII();
    assertThat(out.resolve("m/TinyCpu.cl")).content().contains("tiny.nin:5").isASCII();
  }

  @Test
  void withoutJavaNoneOfItsKernelsAreWritten() {
    Path out = folder.resolve("out");
    Cli.Outcome outcome = ninc("compile", network, "-d", out, "--target", "opencl", "--explain");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Tiny on opencl-gpu: ")
        .doesNotContain("TinyScalar", "java-vector");
    assertThat(outcome.out().lines().filter(l -> l.startsWith(out.toString()))).hasSize(3);
  }

  @Test
  void classesLieBesideTheirPrograms() throws Exception {
    Path out = folder.resolve("out");
    Cli.Outcome outcome =
        ninc("compile", network, "-d", out, "-p", "m", "--target", "opencl", "--classes");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    URL[] path = {out.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, Model.class.getClassLoader())) {
      Class<?> loaded = loader.loadClass("m.TinyOpenCl");
      assertThat(loaded).isAssignableTo(DeviceModel.class);
      assertThat(loaded.getResource("TinyGpu.cl")).isNotNull();
      assertThat(loaded.getResource("TinyCpu.cl")).isNotNull();
    }
    assertThat(out.resolve("m/Tiny.class")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "", ",", "java,cuda", "gpu"})
  void aTargetThatThereIsNotIsAMistakeOfUsage(String target) {
    Cli.Outcome outcome = ninc("compile", network, "-d", folder, "--target", target);
    assertThat(outcome.code()).as(outcome.out()).isEqualTo(2);
    assertThat(outcome.err()).contains("java, opencl").doesNotContain("\tat ");
  }

  @Test
  void whatIsTooLargeForOpenClIsSaidOfIt() throws IOException {
    String layer = "  conv 15x15 2048 pad 7\n";
    Files.writeString(network, "network N {\n  input 2048x1x1\n" + layer.repeat(3) + "}\n");
    Path out = folder.resolve("out");
    Cli.Outcome outcome = ninc("compile", network, "-d", out, "--target", "java,opencl");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("NIN0208", "the padded weights");
    assertThat(out).doesNotExist();
  }

  @Test
  void aDeviceIsForOpenClAlone() {
    Cli.Outcome outcome = ninc("verify", network, "--device", "gpu");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--device is for --backend opencl alone.");
  }

  @Test
  void withoutADriverItIsSaidWhatToDo() throws Exception {
    Forked without = forked.with("OCL_ICD_VENDORS", folder.resolve("none").toString());
    for (Object[] line :
        List.of(
            new Object[] {"devices"},
            new Object[] {"devices", "--json"},
            new Object[] {"verify", network, "--backend", "opencl"})) {
      Cli.Outcome outcome = without.ninc(line);
      assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .contains("error: ", "OpenCL")
          .doesNotContain("\tat ", "bug in ninc");
    }
  }

  @Test
  void devicesAreListed() throws Exception {
    forked.needsADevice();
    Cli.Outcome table = forked.ninc("devices");
    assertThat(table.out().lines().findFirst().orElseThrow())
        .matches(" +name +type +units +memory +local memory +driver");
    assertThat(table.out()).containsPattern("\\n0  \\S.* (cpu|gpu|accelerator|other) .* KiB  ");
    Cli.Outcome json = forked.ninc("devices", "--json");
    assertThat(json.out()).contains("\"number\" : 0", "\"computeUnits\" : ", "\"localMemory\" : ");
  }

  @Test
  void bothProgramsAreVerified() throws Exception {
    forked.needsADevice();
    Cli.Outcome outcome =
        forked.ninc("verify", network, "--backend", "opencl", "--device", "0", "--images", "2");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.err()).contains("note: runs on ");
    assertThat(outcome.out())
        .containsPattern("5  mean +with mean, .* +(0\\.\\d+|exact) +(0\\.\\d+|exact)")
        .containsPattern("batch of 5 +exact +exact")
        .contains("softmax1", "opencl-gpu: right.", "opencl-cpu: right.");
  }

  @Test
  void whatFloatCannotHoldDiverges() throws Exception {
    forked.needsADevice();
    Path weights = Tiny.weights(folder, 3e38f);
    Cli.Outcome outcome =
        forked.ninc("verify", network, "--backend", "opencl", "--device", "0", "-w", weights);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(3);
    assertThat(outcome.out()).contains("opencl-cpu: DIVERGES, first at `mean`: number ");
  }

  @Test
  void bothProgramsAreHeldAgainstOnnxRuntime() throws Exception {
    forked.needsADevice();
    Path model = Tiny.onnx(folder);
    Path weights = Tiny.weights(folder);
    Cli.Outcome outcome =
        forked.ninc(
            "verify",
            network,
            "-w",
            weights,
            "--onnx",
            model,
            "--backend",
            "opencl",
            "--device",
            0);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("4  look +3x4x4 +exact") // both programs run it with the mean behind it
        .containsPattern("5  mean +3x1x1( +(0\\.\\d+|exact)){3}")
        .contains("opencl-gpu: agrees.", "opencl-cpu: agrees.", "interpreter: agrees.");
  }

  @Test
  void anUnknownDeviceIsNamedWithThoseThatThereAre() throws Exception {
    forked.needsADevice();
    Cli.Outcome outcome =
        forked.ninc("verify", network, "--backend", "opencl", "--device", "no such device");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("no such device", "\n  0  ").doesNotContain("\tat ");
  }

  @Test
  void layersAreTimed() throws Exception {
    forked.needsADevice();
    Object[] command = {
      "profile", network, "--backend", "opencl", "--device", "0", "--batch", "3", "--seconds", "0.1"
    };
    Cli.Outcome table = forked.ninc(command);
    assertThat(table.code()).as(table.out() + table.err()).isZero();
    assertThat(table.out())
        .contains("Tiny: opencl (the program for processors on ", ", 3 images a run")
        .containsPattern("line +layer +kernel +µs +share +GFLOP/s\n")
        .containsPattern("5 +mean +with mean, .* +[0-9.]+ +[0-9.]+ % +[0-9.]+\n")
        .contains("a whole run", " images/s, ");
    Object[] json = Stream.concat(Stream.of(command), Stream.of("--json")).toArray();
    assertThat(forked.ninc(json).out())
        .contains("\"batch\" : 3", "\"layer\" : \"mean\"", "\"imagesPerSecond\" : ");
  }

  @Test
  void whatADeviceHasNotIsRefused() {
    assertThat(ninc("profile", network, "--device", "gpu").err())
        .contains("--device is for --backend opencl alone.");
    assertThat(ninc("profile", network, "--backend", "opencl", "--threads", "2").err())
        .contains("-o and --threads are not for --backend opencl.");
  }

  @Test
  void theSecondRunTakesThePrograms() throws Exception {
    forked.needsADevice();
    Files.createDirectories(folder.resolve("programs"));
    forked.ninc("verify", network, "--backend", "opencl", "--device", "0");
    try (var files = Files.list(folder.resolve("programs"))) {
      assertThat(files).hasSize(2);
    }
  }
}
