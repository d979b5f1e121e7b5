package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels on Oclgrind, a device that looks at each access to memory. */
@Tag("device")
class OclgrindTest {

  private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

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
    assertThat(said("whole")).isEmpty();
  }

  /** So it would find something. */
  @Test
  void findsABarrierThatIsMissing() throws Exception {
    assertThat(said("without barriers")).contains("data race");
  }

  /** What Oclgrind says of a run in a process of its own; it says it nowhere else. */
  private String said(String programs) throws IOException, InterruptedException {
    Path drivers = Files.createDirectories(folder.resolve("drivers"));
    Files.writeString(drivers.resolve("oclgrind.icd"), DRIVER + "\n");
    Path errors = folder.resolve("errors");
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dninc.opencl.cache=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OclgrindProbe.class.getName(),
                programs));
    builder.environment().put("OCL_ICD_VENDORS", drivers.toString());
    builder.environment().put("OCLGRIND_DATA_RACES", "1");
    builder.environment().put("OCLGRIND_CHECK_API", "1");
    Process process =
        builder.redirectError(errors.toFile()).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the process ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(errors).strip();
    assertThat(Files.readString(output)).as(said).contains(OclgrindProbe.DONE);
    return said.toLowerCase(Locale.ROOT);
  }
}
