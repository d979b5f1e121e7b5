package dev.ninc.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The command line, in this process. */
final class Cli {

  /** What a command line did. */
  record Outcome(int code, String out, String err) {}

  private Cli() {}

  static Outcome ninc(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
    int code = Main.run(words, new PrintWriter(out), new PrintWriter(err));
    return new Outcome(code, out.toString(), err.toString());
  }

  /** Words of a command line, and more. */
  static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  /** A file of this repository. */
  static Path repository(String path) {
    return Path.of("../..").resolve(path).normalize();
  }
}
