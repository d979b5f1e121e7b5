package dev.ninc.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says what takes so long: not before two seconds have passed,
 * rewritten in place, and gone at the end.
 */
final class Progress implements AutoCloseable {

  /** Seconds. */
  private static final long PATIENCE = 2;

  /** Milliseconds from one look at the clock to the next. */
  private static final long PERIOD = 200;

  /** A longer line would be wrapped on a narrow terminal, and could not be erased. */
  private static final int LONGEST = 78;

  private static final String ERASE = "\r\u001B[K";

  private final PrintWriter terminal;
  private final LongSupplier nanos;
  private final long start;
  private final Runnable end;
  private String text = "";
  private String shown = "";
  private boolean closed;

  /**
   * A line that is drawn where {@link #refresh} is called.
   *
   * @param nanos a clock
   */
  Progress(PrintWriter terminal, LongSupplier nanos) {
    this(terminal, nanos, () -> {});
  }

  private Progress(PrintWriter terminal, LongSupplier nanos, Runnable end) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.end = end;
  }

  /** Progress that nobody sees. */
  static Progress none() {
    return new Progress(new PrintWriter(Writer.nullWriter()), () -> 0);
  }

  /** A line that is drawn by itself, even while one piece of work takes long. */
  static Progress on(PrintWriter terminal) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    Progress progress = new Progress(terminal, System::nanoTime, timer::shutdownNow);
    timer.scheduleAtFixedRate(progress::refresh, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    return progress;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }

  /** Says what is being done now. */
  synchronized void at(String doing) {
    text = doing;
  }

  /**
   * Says which of many pieces of work is being done.
   *
   * @param piece counted from 1
   */
  void at(String doing, String unit, int piece, int pieces) {
    at(pieces == 1 ? doing : doing + ", " + unit + " " + piece + " of " + pieces);
  }

  /** Draws the line anew, where it is time to show one at all. */
  synchronized void refresh() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
    if (closed || text.isEmpty() || seconds < PATIENCE) {
      return;
    }
    String line = text + " … " + seconds + " s";
    line = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    if (!line.equals(shown)) {
      terminal.print(ERASE + line);
      terminal.flush();
      shown = line;
    }
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    closed = true;
    end.run();
    if (!shown.isEmpty()) {
      terminal.print(ERASE);
      terminal.flush();
      shown = "";
    }
  }
}
