package dev.ninc.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have. */
abstract class Subcommand implements Callable<Integer> {

  /** Seconds that anybody can mean to wait for a measurement. */
  private static final double LONGEST = 600;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  final CommandLine command() {
    return spec.commandLine();
  }

  final PrintWriter out() {
    return command().getOut();
  }

  final PrintWriter err() {
    return command().getErr();
  }

  /** Says where times that were taken can't be relied on. */
  final void noteUnlessSteady(boolean steady) {
    if (!steady) {
      note("times were not steady: something else runs here, or Java is still compiling.");
    }
  }

  /** Something that the user should know, and that is no mistake. */
  final void note(String text) {
    err().println(root().paint("1;36", "note:") + " " + text);
  }

  final NincCommand root() {
    return NincCommand.of(command());
  }

  /** Says on a terminal what takes long; to be closed before anything else is written there. */
  final Progress progress() {
    return root().showsProgress() ? Progress.on(err()) : Progress.none();
  }

  /**
   * Checks the number that an option was given.
   *
   * @throws ParameterException where it is not from 1 to {@code most}
   */
  final void within(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw usage(option + " must be from 1 to " + most + ", not " + number);
    }
  }

  /** A mistake in the command line that picocli can't see. */
  final ParameterException usage(String message) {
    return new ParameterException(command(), message);
  }

  /** {@code --seconds} of the commands that measure. */
  final void checkSeconds(double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw usage("--seconds must be more than 0 and at most 600, not " + seconds);
    }
  }
}
