package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels on Oclgrind, a device that looks at each access to memory. */
@Tag("device")
class OclgrindTest {

  private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

  private static final int SECONDS = 300;

  @TempDir private Path folder;

  @BeforeEach
  void requireOclgrind() {
    if (!Files.exists(DRIVER)) {
      String message = "no " + DRIVER + "; install the package oclgrind";
      boolean required =
          "true".equals(System.getenv("CI"))
              || System.getProperty("ninc.require", "").contains("opencl");
      if (required) {
        fail(message);
      }
      abort(message);
    }
  }

  @Test
  void findsNothing() throws Exception {
    assertNothingIsSaid("right");
  }

  @Tag("campaign")
  @ParameterizedTest
  @ValueSource(strings = {"shapes", "tiles"})
  void findsNothingInMore(String what) throws Exception {
    assertNothingIsSaid(what);
  }

  /** Without any one barrier there is a race. */
  @Tag("campaign")
  @Test
  void findsEachBarrierThatIsMissing() throws Exception {
    List<Said> all = said("barriers");
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(all).allSatisfy(said -> assertThat(said.words()).contains("data race"));
  }

  @ParameterizedTest
  @CsvSource({
    "reads outside, invalid read",
    "writes outside, invalid write",
    "misses a barrier, data race",
    "meets no barrier, divergence"
  })
  void finds(String mistake, String words) throws Exception {
    assertThat(said(mistake)).singleElement().extracting(Said::words).asString().contains(words);
  }

  private void assertNothingIsSaid(String what) throws IOException, InterruptedException {
    List<Said> all = said(what);
    assertThat(all).hasSizeGreaterThan(5);
    assertThat(all).allSatisfy(said -> assertThat(said.words()).isEmpty());
  }

  /** What Oclgrind says of a run, in small letters. */
  private record Said(String run, String words) {

    private static final int ENOUGH = 2000;

    Said and(String line) {
      return words.length() > ENOUGH
          ? this
          : new Said(run, (words + "\n" + line).strip().toLowerCase(Locale.ROOT));
    }
  }

  /** What Oclgrind says of runs in a process of their own; it says it nowhere else. */
  private List<Said> said(String what) throws IOException, InterruptedException {
    Path drivers = Files.createDirectories(folder.resolve("drivers"));
    Files.writeString(drivers.resolve("oclgrind.icd"), DRIVER + "\n");
    Path errors = folder.resolve("errors");
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dninc.opencl.cache=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OclgrindProbe.class.getName(),
                what));
    builder.environment().put("OCL_ICD_VENDORS", drivers.toString());
    builder.environment().put("OCLGRIND_DATA_RACES", "1");
    builder.environment().put("OCLGRIND_CHECK_API", "1");
    // It falls silent after a thousand otherwise, and later runs with it.
    builder.environment().put("OCLGRIND_MAX_ERRORS", "1000000");
    Process process =
        builder.redirectError(errors.toFile()).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the process ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<Said> runs = runs(errors);
    assertThat(Files.readString(output)).as(runs.toString()).contains(OclgrindProbe.DONE);
    return runs;
  }

  /** The beginning of what it says of each run: there may be megabytes of it. */
  private static List<Said> runs(Path errors) throws IOException {
    List<Said> runs = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(errors)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith(OclgrindProbe.RUNS)) {
          runs.add(new Said(line.substring(OclgrindProbe.RUNS.length()), ""));
        } else {
          assertThat(runs).as(line).isNotEmpty();
          runs.set(runs.size() - 1, runs.get(runs.size() - 1).and(line));
        }
      }
    }
    return runs;
  }
}
