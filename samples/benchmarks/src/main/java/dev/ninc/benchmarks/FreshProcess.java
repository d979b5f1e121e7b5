package dev.ninc.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process from its start to its end. */
final class FreshProcess {

  private FreshProcess() {}

  /**
   * What a process printed, and when.
   *
   * @param firstMillis from its start to its first line
   * @param millis from its start to its end
   * @param printed the lines {@code NAME NUMBER}, by name
   */
  record Run(double firstMillis, double millis, Map<String, Double> printed) {}

  /**
   * Runs a command to its end.
   *
   * @throws IOException if it can't be started or fails; with what it wrote to its standard error
   */
  static Run of(List<String> command) throws IOException {
    Path errors = Files.createTempFile("ninc-benchmarks", ".err");
    try {
      long start = System.nanoTime();
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      double first = Double.NaN;
      Map<String, Double> printed = new HashMap<>();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          first = Double.isNaN(first) ? (System.nanoTime() - start) / 1e6 : first;
          String[] words = line.split(" ");
          if (words.length == 2 && words[1].matches("[-+0-9.Ee]+")) {
            printed.put(words[0], Double.parseDouble(words[1]));
          }
        }
      }
      int code = end(process);
      double all = (System.nanoTime() - start) / 1e6;
      if (code != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with " + code + ": " + Files.readString(errors));
      }
      return new Run(first, all, printed);
    } finally {
      Files.delete(errors);
    }
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
