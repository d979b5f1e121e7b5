package dev.ninc.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Lines that say what is done and how long the rest will take. */
final class Progress {

  private final PrintStream out;
  private final int count;
  private final long start = System.nanoTime();
  private double left;
  private double done;
  private int number;

  Progress(PrintStream out, List<Task> tasks) {
    this.out = out;
    this.count = tasks.size();
    this.left = tasks.stream().mapToDouble(Task::seconds).sum();
    out.println(count + " settings to measure, in about " + duration(left) + ".");
  }

  void begin(Task task) {
    number++;
    out.printf(Locale.ROOT, "[%d/%d] %s%n", number, count, task.title());
  }

  /** What was expected of the rest is corrected by what was expected of the past. */
  void end(Task task, String outcome) {
    done += task.seconds();
    left -= task.seconds();
    double spent = (System.nanoTime() - start) / 1e9;
    out.println("  " + outcome + "; " + duration(left * spent / done) + " left");
  }

  /** {@code 40 s}, {@code 12 min}. */
  static String duration(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
