package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.BarChart.Row;
import dev.ninc.compiler.picture.BarChart.Tone;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Bar chart → SVG: names at the left, bars in the middle, what they stand for behind them. */
final class BarSheet {

  private static final int MARGIN = 32;
  private static final int WIDTH = 960;
  private static final int NAMES = 250;
  private static final int GAP = 12;
  private static final int BAR = 18;
  private static final int LEGEND = 16;

  private static final String CSS =
      Style.CSS
          + """
          .grid { fill: #e4e7eb; }
          .memory { fill: #e0a526; }
          .other { fill: #bcc6cf; }
          @media (prefers-color-scheme: dark) {
            .grid { fill: #2b3541; }
            .memory { fill: #d9a93f; }
            .other { fill: #56636f; }
          }
          """;

  private final BarChart chart;
  private final SvgText svg = new SvgText();
  private final int names;
  private final int bars;
  private final int pitch;

  BarSheet(BarChart chart) {
    this.chart = chart;
    this.names = Math.min(NAMES, widest(List.of(Face.NAME, Face.SMALL)));
    int behind = chart.rows().stream().mapToInt(r -> Face.WORDS.width(r.label())).max().orElse(0);
    this.bars = WIDTH - names - 2 * GAP - behind;
    this.pitch = chart.rows().stream().allMatch(r -> r.words().isEmpty()) ? 26 : 36;
  }

  private int widest(List<Face> faces) {
    return chart.rows().stream()
        .mapToInt(
            r ->
                Math.max(
                    faces.get(0).width(Clean.text(r.name())),
                    faces.get(1).width(Clean.text(r.words()))))
        .max()
        .orElse(0);
  }

  String svg() {
    Axis axis = Axis.to(chart.rows().stream().mapToDouble(Row::value).max().orElse(0));
    int top = MARGIN + 40 + 20 * chart.subtitle().size();
    int bottom = top + pitch * chart.rows().size() + 6;
    svg.head(
        WIDTH + 2 * MARGIN,
        bottom + 84,
        Clean.text(chart.title()),
        Clean.text(description()),
        CSS,
        "");
    heading();
    grid(axis, top, bottom);
    for (int i = 0; i < chart.rows().size(); i++) {
      row(chart.rows().get(i), axis, top + i * pitch);
    }
    legend(bottom + 52);
    return svg.end();
  }

  private String description() {
    return chart.rows().stream()
        .map(r -> r.name() + ": " + r.label() + ".")
        .collect(Collectors.joining(" "));
  }

  private void heading() {
    int line = MARGIN + Face.HEADING.ascent();
    String title = Face.HEADING.cut(Clean.text(chart.title()), WIDTH);
    svg.label(Label.left(title, Face.HEADING, MARGIN, line, "heading"));
    for (String text : chart.subtitle()) {
      line += 20;
      String cut = Face.TEXT.cut(Clean.text(text), WIDTH);
      svg.label(Label.left(cut, Face.TEXT, MARGIN, line + 4, "words"));
    }
  }

  private int zero() {
    return MARGIN + names + GAP;
  }

  /** Lines behind the bars, with their values below. */
  private void grid(Axis axis, int top, int bottom) {
    for (int i = 0; i <= axis.ticks(); i++) {
      int x = zero() + axis.pixels(i * axis.step(), bars);
      svg.rect(new Rect(x, top, 1, bottom - top), "grid", 0);
      String text = axis.text(i) + (i == axis.ticks() ? " " + chart.unit() : "");
      int half = Face.SMALL.width(axis.text(i)) / 2;
      svg.label(Label.left(text, Face.SMALL, x - half, bottom + 16, "count"));
    }
  }

  private void row(Row row, Axis axis, int y) {
    boolean two = !row.words().isEmpty();
    int bar = y + (pitch - BAR) / 2;
    int baseline = bar + 13;
    int right = MARGIN + names;
    svg.open(row.note());
    String name = Face.NAME.cut(Clean.text(row.name()), names);
    svg.label(Label.right(name, Face.NAME, right, two ? baseline - 6 : baseline, "name"));
    if (two) {
      String words = Face.SMALL.cut(Clean.text(row.words()), names);
      svg.label(Label.right(words, Face.SMALL, right, baseline + 8, "count"));
    }
    int length = Math.max(1, axis.pixels(row.value(), bars));
    svg.rect(new Rect(zero(), bar, length, BAR), row.tone().style(), 3);
    String label = Clean.text(row.label());
    svg.label(Label.left(label, Face.WORDS, zero() + length + 8, baseline, "words"));
    svg.close();
  }

  /** All shades where there is one, and what else there is. */
  private void legend(int y) {
    Set<Tone> present = EnumSet.noneOf(Tone.class);
    chart.rows().forEach(r -> present.add(r.tone()));
    if (present.stream().anyMatch(Tone::isShade)) {
      present.addAll(EnumSet.range(Tone.TO_20, Tone.MORE));
    }
    int x = MARGIN;
    for (Tone tone : present) {
      String words = tone.words() + (tone == Tone.MORE ? " " + chart.shades() : "");
      svg.rect(new Rect(x, y - 10, LEGEND, 12), tone.style(), 3);
      svg.label(Label.left(words, Face.SMALL, x + LEGEND + 6, y, "words"));
      x += LEGEND + 6 + Face.SMALL.width(words) + 16;
    }
  }

  /**
   * A scale from zero in round steps.
   *
   * @param ticks steps to its end
   */
  record Axis(double step, int ticks) {

    /** Steps of 1, 2 or 5 times a power of ten, about six of them. */
    static Axis to(double largest) {
      double most = largest > 0 ? largest : 1;
      double power = Math.pow(10, Math.floor(Math.log10(most / 3)));
      double step = power;
      for (double factor : new double[] {1, 2, 5, 10}) {
        step = factor * power;
        if (most / step <= 6) {
          break;
        }
      }
      return new Axis(step, Math.max(1, (int) Math.ceil(most / step - 1e-9)));
    }

    int pixels(double value, int length) {
      return (int) Math.round(value / (step * ticks) * length);
    }

    /** With the digits that tell the steps apart. */
    String text(int tick) {
      int digits = (int) Math.max(0, -Math.floor(Math.log10(step)));
      return String.format(Locale.ROOT, "%,." + digits + "f", tick * step);
    }
  }
}
