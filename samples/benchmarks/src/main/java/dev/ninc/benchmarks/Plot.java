package dev.ninc.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture of all samples: how many times as fast as ONNX Runtime the generated classes are, one
 * image at a time in one thread. Readable in light and dark.
 */
final class Plot {

  private static final int LABELS = 150;
  private static final int WIDTH = 860;
  private static final int RIGHT = 40;
  private static final int TOP = 96;
  private static final int BAR = 9;
  private static final int GAP = 14;

  /**
   * Colours stand in rules rather than in custom properties, which several programs that print SVG
   * do not know.
   */
  private static final String CSS =
      """
      text { font-family: Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans",
        "DejaVu Sans", sans-serif; font-size: 12px; fill: #52606d; }
      .title { font-size: 16px; font-weight: 700; fill: #1f2933; }
      .name { fill: #1f2933; }
      .value { font-size: 10px; }
      .page { fill: #ffffff; }
      .grid { stroke: #e4e7eb; }
      .peer { stroke: #b44d12; stroke-width: 1.5; }
      .peer-name { fill: #b44d12; }
      .error { stroke: #1f2933; stroke-width: 1; }
      .vector25 { fill: #2171b5; }
      .vector17 { fill: #9ecae1; }
      .scalar25 { fill: #2a9d8f; }
      .scalar17 { fill: #a8dbd3; }
      @media (prefers-color-scheme: dark) {
        text { fill: #a9b4c0; }
        .title, .name { fill: #e6edf3; }
        .page { fill: #0d1117; }
        .grid { stroke: #2b3541; }
        .peer { stroke: #f0a36b; }
        .peer-name { fill: #f0a36b; }
        .error { stroke: #e6edf3; }
        .vector25 { fill: #6aa9e0; }
        .vector17 { fill: #2f6ba3; }
        .scalar25 { fill: #3fb5a5; }
        .scalar17 { fill: #1f6a60; }
      }
      """;

  /** One bar of each sample. */
  private record Series(EngineKind engine, int jdk) {
    String style() {
      return engine + Integer.toString(jdk);
    }

    String title() {
      return engine.title() + ", JDK " + jdk;
    }
  }

  private static final List<Series> SERIES =
      List.of(
          new Series(EngineKind.VECTOR, 25),
          new Series(EngineKind.VECTOR, 17),
          new Series(EngineKind.SCALAR, 25),
          new Series(EngineKind.SCALAR, 17));

  private final Results results;
  private final StringBuilder text = new StringBuilder();
  private final double most;

  private Plot(Results results) {
    this.results = results;
    this.most =
        Math.ceil(
                2
                    * Samples.all().stream()
                        .flatMap(n -> SERIES.stream().map(s -> speed(n, s)))
                        .flatMap(Optional::stream)
                        .mapToDouble(s -> s.value() * 1.08)
                        .reduce(1, Math::max))
            / 2;
  }

  /** The picture of all speeds that there are. */
  static String svg(Results results) {
    return new Plot(results).svg();
  }

  private Optional<Estimate> speed(String network, Series series) {
    return SpeedTables.speed(results, series.jdk(), network, Load.SINGLE, series.engine());
  }

  private static int sampleHeight() {
    return SERIES.size() * BAR + GAP;
  }

  private String svg() {
    int bottom = TOP + Samples.all().size() * sampleHeight();
    int height = bottom + 28;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-labelledby=\"speed-title speed-desc\">",
        WIDTH, height, WIDTH, height);
    line("<title id=\"speed-title\">Speed of generated classes relative to ONNX Runtime</title>");
    line("<desc id=\"speed-desc\">%s</desc>", description());
    line("<style>\n%s</style>", CSS);
    line("<rect class=\"page\" width=\"%d\" height=\"%d\"/>", WIDTH, height);
    line("<text class=\"title\" x=\"16\" y=\"30\">Speed relative to ONNX Runtime</text>");
    line("<text x=\"16\" y=\"50\">one image at a time, one thread; longer is faster</text>");
    legend();
    grid(bottom);
    int y = TOP;
    for (String network : Samples.all()) {
      sample(network, y);
      y += sampleHeight();
    }
    peer(bottom);
    line("</svg>");
    return text.toString();
  }

  private String description() {
    StringBuilder all = new StringBuilder();
    for (String network : Samples.all()) {
      for (Series series : SERIES) {
        speed(network, series)
            .ifPresent(
                s ->
                    all.append(network)
                        .append(", ")
                        .append(series.title())
                        .append(": ")
                        .append(String.format(Locale.ROOT, "%.2f. ", s.value())));
      }
    }
    return all.toString().strip();
  }

  private void legend() {
    int x = 16;
    for (Series series : SERIES) {
      line(
          "<rect class=\"%s\" x=\"%d\" y=\"63\" width=\"12\" height=\"12\" rx=\"2\"/>",
          series.style(), x);
      line("<text x=\"%d\" y=\"73\">%s</text>", x + 17, series.title());
      x += 160;
    }
  }

  private void grid(int bottom) {
    for (int half = 0; half <= Math.round(2 * most); half++) {
      double x = x(half / 2.0);
      line(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x, TOP - 8, x, bottom);
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
          x, bottom + 16, half / 2.0);
    }
  }

  /** Above the bars. */
  private void peer(int bottom) {
    line(
        "<line class=\"peer\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        x(1), TOP - 8, x(1), bottom);
    line("<text class=\"peer-name\" x=\"%.1f\" y=\"%d\">ONNX Runtime</text>", x(1) + 4, TOP - 3);
  }

  private void sample(String network, int top) {
    line(
        "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABELS - 8, top + SERIES.size() * BAR / 2 + 8, network);
    int y = top + 4;
    for (Series series : SERIES) {
      Optional<Estimate> speed = speed(network, series);
      if (speed.isPresent()) {
        bar(network, series, speed.get(), y);
      }
      y += BAR;
    }
  }

  private void bar(String network, Series series, Estimate speed, int y) {
    double end = x(speed.value());
    line(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
        series.style(),
        LABELS,
        y,
        end - LABELS,
        BAR - 1,
        network + ", " + series.title() + ": " + speed.text(2));
    double error = Double.isNaN(speed.error()) ? 0 : speed.error();
    line(
        "<line class=\"error\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        x(Math.max(0, speed.value() - error)), y + 4.0, x(speed.value() + error), y + 4.0);
    line(
        "<text class=\"value\" x=\"%.1f\" y=\"%d\">%.2f</text>",
        x(speed.value() + error) + 4, y + 8, speed.value());
  }

  private double x(double speed) {
    return LABELS + speed / most * (WIDTH - LABELS - RIGHT);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
