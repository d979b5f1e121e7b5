package dev.ninc.compiler.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the data that is not part of the project. */
public final class RealData {

  private RealData() {}

  /**
   * A file of {@code -Dninc.data}, else of {@code ../shared/data} beside the project. Where it is
   * missing the test is skipped; under CI or {@code -Dninc.require=data} it fails.
   */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    String message = "no test data at " + file + "; say where it is: -Dninc.data=DIR";
    boolean required =
        "true".equals(System.getenv("CI"))
            || System.getProperty("ninc.require", "").contains("data");
    return required ? fail(message) : abort(message);
  }

  private static Path folder() {
    String given = System.getProperty("ninc.data", "");
    if (!given.isBlank()) {
      return Path.of(given);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve("dsl-grammar"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("data");
  }
}
