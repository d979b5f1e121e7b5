package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {

  @TempDir Path folder;

  /** Has begun two files, and never ends, until somebody stops it. */
  static final class Writer {
    public static void main(String[] args) throws Exception {
      TemporaryFiles.beside(Path.of(args[0], "a"));
      TemporaryFiles.beside(Path.of(args[0], "b"));
      new CountDownLatch(1).await();
    }
  }

  @Test
  void whoStopsNincFindsNoTemporaryFiles() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      for (int i = 0; i < 600 && parts().size() < 2; i++) {
        Thread.sleep(50);
      }
      assertThat(parts()).hasSize(2);
    } finally {
      process.destroy(); // as Ctrl-C: Java runs its shutdown hooks
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(parts()).isEmpty();
  }

  @Test
  void theyAreGoneWhereTheLastWorkFails() throws Exception {
    Path part = TemporaryFiles.beside(folder.resolve("a"));
    assertThat(part).exists().hasParent(folder);
    TemporaryFiles.delete(List.of(part, folder.resolve("none")));
    assertThat(parts()).isEmpty();
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".part")).toList();
    }
  }
}
