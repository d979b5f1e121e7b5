package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process sees that is the first, one of several, has no driver, or is killed. */
@Tag("device")
class ProcessesTest {

  @TempDir Path folder;

  @BeforeEach
  void requireDevice() {
    TestDevice.choose();
  }

  /** Java, with temporary files, programs and PoCL's own cache in a fresh folder. */
  private ProcessBuilder probe(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dninc.opencl.cache=" + folder.resolve("programs"),
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"))));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("POCL_CACHE_DIR", folder.resolve("pocl").toString());
    return builder;
  }

  private static String said(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).doesNotContain("\tat ").doesNotContain("restricted method");
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private List<String> names(String in) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(in))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void withoutADriver() throws Exception {
    ProcessBuilder builder = probe();
    Path none = Files.createDirectories(folder.resolve("vendors"));
    builder.environment().put("OCL_ICD_VENDORS", none.toString());
    assertThat(said(builder.start()))
        .startsWith("refused: OpenCL is installed, but no driver with a device. Install ")
        .contains("pocl-opencl-icd")
        .contains("refused again");
  }

  @Test
  void withoutALoader() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "libraries are hidden on Linux only");
    ProcessBuilder builder = probe();
    Path hiding = Files.createDirectories(folder.resolve("lib"));
    for (String library : List.of("libOpenCL.so", "libOpenCL.so.1")) {
      Files.writeString(hiding.resolve(library), "no library");
    }
    builder.environment().put("LD_LIBRARY_PATH", hiding.toString());
    assertThat(said(builder.start()))
        .startsWith("refused: OpenCL is not installed: its library can't be loaded. Install ")
        .contains("ocl-icd-libopencl1")
        .contains("refused again");
  }

  @Test
  void whereNoLibraryCanBeUnpacked() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThat(said(probe("-Djava.io.tmpdir=" + file).start()))
        .contains("refused: the library of JOCL, which calls OpenCL, can't be loaded for ")
        .contains("It is unpacked into " + file)
        .contains("refused again");
  }

  @Test
  void severalAtOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(probe().start());
    }
    for (Process process : processes) {
      assertThat(said(process)).startsWith("right");
    }
    assertThat(said(probe().start())).contains("right").contains("the program came from ");
    assertThat(names("programs")).singleElement().asString().endsWith(".clbin");
    assertThat(names("tmp")).noneMatch(name -> name.contains("JOCL"));
  }

  @Test
  void killedWhileTheProgramIsCompiled() throws Exception {
    for (int millis = 300; millis <= 900; millis += 150) {
      Process process = probe().start();
      process.waitFor(millis, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    assertThat(said(probe().start()))
        .startsWith("right")
        .containsAnyOf("the program came from ", "the program was compiled in ");
  }

  @Test
  void withoutAFolderForPrograms() throws Exception {
    Path file = Files.writeString(folder.resolve("programs"), "no folder");
    assertThat(said(probe().start()))
        .startsWith("right")
        .contains("the program can't be kept for the next time: " + file + " can't be written");
  }
}
