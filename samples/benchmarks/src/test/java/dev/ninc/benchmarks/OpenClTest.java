package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ninc.runtime.opencl.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class for OpenCL on a processor, as it is measured. */
class OpenClTest {

  private static final String NETWORK = "network Tiny { input 3x8x8 conv 3x3 4 pad 1 gap softmax }";

  /** Where there is none the tests are skipped; under CI or -Dninc.require=opencl they fail. */
  @BeforeEach
  void requireDevice() {
    try {
      assertThat(OpenClEngine.device()).isNotNull();
    } catch (DeviceException e) {
      String message = "no test on a device: " + e.getMessage();
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
  void agreesWithThePeer() throws IOException {
    assertThat(Agreement.of(Subject.of("tiny.nin", NETWORK), List.of(EngineKind.OPENCL), 1))
        .hasSize(2)
        .allSatisfy(f -> assertThat(f.agrees()).as("%s", f).isTrue());
  }

  @Test
  void whatIsMadeHereAndWhatIsReadRunTheSame(@TempDir Path folder) throws IOException {
    Subject subject = Subject.of("tiny.nin", NETWORK);
    Subject ready = subject.from(Bundle.write(subject, folder));
    assertThat(outputs(ready)).isEqualTo(outputs(subject));
  }

  private static float[][] outputs(Subject subject) throws IOException {
    try (Engine engine = EngineKind.OPENCL.open(subject, new Load(3, 1))) {
      engine.images(subject.images(3, 1));
      engine.run();
      return engine.outputs();
    }
  }

  @Test
  void aProcessOfItsOwnHasAsManyThreadsAsItIsTold(@TempDir Path folder) throws Exception {
    Path java = PoclThreads.java(folder, 1);
    Path printed = folder.resolve("printed");
    new ProcessBuilder(
            "sh", "-c", "exec \"$0\" -XshowSettings:properties -version", java.toString())
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start()
        .waitFor();
    assertThat(Files.readString(printed))
        .contains("java.home = " + System.getProperty("java.home"));
    assertThat(java).content().contains("POCL_MAX_PTHREAD_COUNT=1\n");
  }
}
