package com.example.classifier;

import dev.ninc.runtime.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import model.Colours;

/**
 * Classifies the pictures in a folder, and writes what they show to a CSV file.
 *
 * <p>Exit codes: 0, all pictures were classified; 1, something could not be read or written; 2, the
 * command line is wrong.
 */
public final class Main {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Main() {}

  /** Loads the network, once it is known that it is needed. */
  @FunctionalInterface
  interface Loader {
    Model load() throws IOException;
  }

  public static void main(String[] words) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(words, Colours::load, out, err, Terminal.writer()));
  }

  /**
   * Runs one command line.
   *
   * @param terminal where the progress is shown, if anywhere
   * @return the exit code
   */
  static int run(
      String[] words, Loader network, PrintWriter out, PrintWriter err, Optional<Writer> terminal) {
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.help()) {
        out.println(Arguments.USAGE);
        return OK;
      }
      return new Classification(network.load(), arguments, out, err, terminal).run();
    } catch (UsageException e) {
      err.println("error: " + e.getMessage());
      err.println(Arguments.USAGE);
      return USAGE;
    } catch (IOException e) {
      err.println("error: " + Failures.sentence(e));
      return FAILED;
    }
  }
}
