package dev.ninc.compiler.testing;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Python, where it is there with what a test needs of it: {@code python3}, or what {@code
 * -Dninc.python} names. Tests that compare with it are skipped elsewhere, and say so.
 */
public final class Python {

  private Python() {}

  /**
   * Runs a script, which must not fail.
   *
   * @param folder in which it runs
   * @param module that it imports, without which the test is skipped
   * @param arguments that it is given
   */
  public static void run(Path folder, String script, String module, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(code(folder, "import " + module) == 0, "SKIPPED: there is no Python with " + module);
    int code = code(folder, script, arguments);
    if (code != 0) {
      throw new AssertionError("Python ended with " + code + "; what it said stands above");
    }
  }

  private static int code(Path folder, String script, String... arguments)
      throws InterruptedException {
    String python = System.getProperty("ninc.python", "python3");
    try {
      Process process =
          new ProcessBuilder(words(python, script, arguments))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0 && !said.contains("ModuleNotFoundError")) {
        System.err.println(said);
      }
      return code;
    } catch (IOException e) {
      return abort("SKIPPED: there is no " + python);
    }
  }

  /** {@code -B}: nothing is written beside the modules that the script imports. */
  private static String[] words(String python, String script, String... arguments) {
    String[] words = new String[4 + arguments.length];
    words[0] = python;
    words[1] = "-B";
    words[2] = "-c";
    words[3] = script;
    System.arraycopy(arguments, 0, words, 4, arguments.length);
    return words;
  }
}
