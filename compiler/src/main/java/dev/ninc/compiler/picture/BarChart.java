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
 * @param shades what the shades are a share of, as the legend ends: {@code of the peak}
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

  /** The colour of a bar: five shades of a share, and two kinds to which it says nothing. */
  public enum Tone {
    TO_20("fill1", "up to 20 %"),
    TO_40("fill2", "40 %"),
    TO_60("fill3", "60 %"),
    TO_80("fill4", "80 %"),
    MORE("fill5", "more"),
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
     * @param share 0 or more; all above 0.8 are one
     */
    public static Tone of(double share) {
      return values()[(int) Math.max(0, Math.min(4, Math.ceil(share * 5) - 1))];
    }

    boolean isShade() {
      return ordinal() <= MORE.ordinal();
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
