package dev.ninc.compiler.picture;

import java.util.List;

/**
 * Horizontal bars, one below the other, whose shade is a second quantity: how well a machine is
 * used, beside how long it takes.
 *
 * @param title in one line
 * @param subtitle lines below it
 * @param unit of the values
 * @param rows from top to bottom
 * @param shades what the shades are, as the legend begins: {@code share of the peak}
 */
public record BarChart(
    String title, List<String> subtitle, String unit, List<Row> rows, String shades) {

  /**
   * A bar.
   *
   * @param words more about the name, in small letters; may be empty
   * @param value the length of the bar, 0 at least
   * @param label what stands behind the bar
   * @param note what a pointer over it shows
   */
  public record Row(String name, String words, double value, String label, Tone tone, String note) {

    public Row {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + ": " + value);
      }
    }
  }

  /** A share above this is no error of the measurement. */
  public static final double BEYOND_ALL = 1.05;

  /** The colour of a bar: a shade of a share, or a kind of work that no share is told of. */
  public enum Tone {
    TO_20("fill1", "to 20 %"),
    TO_40("fill2", "40 %"),
    TO_60("fill3", "60 %"),
    TO_80("fill4", "80 %"),
    TO_100("fill5", "100 %"),
    /** More than all, which is no mistake of the measurement. */
    BEYOND("beyond", "more: fewer multiplications"),
    MEMORY("memory", "memory-bound"),
    OTHER("other", "other work");

    private final String style;
    private final String words;

    Tone(String style, String words) {
      this.style = style;
      this.words = words;
    }

    /**
     * The shade of a share.
     *
     * @param share 0 or more; a little more than 1 is an error of the measurement
     */
    public static Tone of(double share) {
      return share > BEYOND_ALL
          ? BEYOND
          : values()[(int) Math.max(0, Math.min(TO_100.ordinal(), Math.ceil(share * 5) - 1))];
    }

    boolean isShade() {
      return ordinal() <= TO_100.ordinal();
    }

    String style() {
      return style;
    }

    String words() {
      return words;
    }
  }

  public BarChart {
    subtitle = List.copyOf(subtitle);
    rows = List.copyOf(rows);
  }

  /** The chart as an SVG, like {@link Picture#svg}. */
  public String svg() {
    return new BarSheet(this).svg();
  }
}
