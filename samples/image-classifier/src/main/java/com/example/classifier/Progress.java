package com.example.classifier;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** A bar on a terminal, in one line that is written again and again; without one, nothing. */
final class Progress implements Closeable {

  private static final int WIDTH = 40;
  private static final long PAUSE_NANOS = 100_000_000;

  private final int steps;
  private final Optional<Writer> terminal;
  private int done;
  private long shown = System.nanoTime() - PAUSE_NANOS;

  Progress(int steps, Optional<Writer> terminal) {
    this.steps = steps;
    this.terminal = terminal;
  }

  /** Says that one more is done. */
  void step() throws IOException {
    done++;
    if (System.nanoTime() - shown >= PAUSE_NANOS || done == steps) {
      shown = System.nanoTime();
      show("\r" + line());
    }
  }

  private String line() {
    int full = (int) ((long) WIDTH * done / steps);
    return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + done + " of " + steps;
  }

  /** Makes room for a line of something else. */
  void clear() throws IOException {
    show("\r" + " ".repeat(line().length()) + "\r");
  }

  private void show(String text) throws IOException {
    if (terminal.isPresent()) {
      terminal.get().write(text);
      terminal.get().flush();
    }
  }

  @Override
  public void close() throws IOException {
    clear();
  }
}
