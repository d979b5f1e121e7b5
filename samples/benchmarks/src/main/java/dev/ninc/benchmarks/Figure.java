package dev.ninc.benchmarks;

import java.util.Comparator;
import java.util.Locale;

/** One measured number, and what it says. */
record Figure(Key key, Estimate estimate, Effort effort) {

  /** The quantity that says how long the measurement of a setting took. */
  static final String SECONDS = "seconds";

  /**
   * What is measured. All figures of a setting are measured together, so that they may be compared.
   *
   * @param jdk the version of Java; 0 where it does not matter
   * @param network a sample; empty where it is about none
   * @param setting {@code batch 1, 2 threads}; empty where there is but one
   * @param what an engine or a quantity
   */
  record Key(Part part, int jdk, String network, String setting, String what)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::part)
            .thenComparingInt(Key::jdk)
            .thenComparing(Key::network)
            .thenComparing(Key::setting)
            .thenComparing(Key::what);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    /** Whether both were measured together. */
    boolean sameSetting(Key other) {
      return part == other.part
          && jdk == other.jdk
          && network.equals(other.network)
          && setting.equals(other.setting);
    }

    Key of(String other) {
      return new Key(part, jdk, network, setting, other);
    }
  }

  /** A line of a table with tabs. */
  String line() {
    return String.join(
        "\t",
        key.part.toString(),
        Integer.toString(key.jdk),
        key.network,
        key.setting,
        key.what,
        number(estimate.value()),
        number(estimate.error()),
        effort.toString());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  /**
   * A figure from {@link #line}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Figure parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 8) {
      throw new IllegalArgumentException("There are 8 columns, not " + cells.length + ": " + line);
    }
    Key key = new Key(Part.of(cells[0]), Integer.parseInt(cells[1]), cells[2], cells[3], cells[4]);
    return new Figure(
        key,
        new Estimate(Double.parseDouble(cells[5]), Double.parseDouble(cells[6])),
        Effort.of(cells[7]));
  }
}
