package dev.ninc.cli;

import dev.ninc.compiler.picture.BarChart;
import dev.ninc.compiler.picture.BarChart.Row;
import dev.ninc.compiler.picture.BarChart.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile as a picture. */
record ProfileChart(Profile profile) {

  /** Where there are more layers, small neighbours become one bar. */
  private static final int MANY = 30;

  /** A layer is small whose share of the time is below this. */
  private static final double SMALL = 0.01;

  String svg() {
    double run = profile.times().run();
    String speed =
        String.format(
            Locale.ROOT,
            "%s for one image: %s images/s, %s GFLOP/s, %.0f %% of the peak of %s",
            time(run),
            Amounts.count(Math.round(1 / run)),
            ProfileTable.giga(profile.flops()),
            100 * profile.peakShare(),
            ProfileTable.giga(profile.peak().flops()));
    String machine = profile.backend() + ", " + Profile.java() + ", " + profile.circumstances();
    return new BarChart(
            profile.network().graph().name(),
            List.of(speed, machine),
            "µs",
            rows(),
            "of the machine's peak")
        .svg();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<LayerTime> small = new ArrayList<>();
    for (LayerTime layer : profile.layers()) {
      if (profile.layers().size() > MANY && profile.share(layer.seconds()) < SMALL) {
        small.add(layer);
        continue;
      }
      addSmall(rows, small);
      rows.add(row(layer));
    }
    addSmall(rows, small);
    return rows;
  }

  private void addSmall(List<Row> rows, List<LayerTime> small) {
    if (small.size() == 1) {
      rows.add(row(small.get(0)));
    } else if (!small.isEmpty()) {
      double seconds = small.stream().mapToDouble(LayerTime::seconds).sum();
      String last = small.get(small.size() - 1).name();
      rows.add(
          new Row(
              small.size() + " small layers",
              small.get(0).name() + " to " + last,
              seconds * 1e6,
              words(seconds),
              Tone.OTHER,
              String.join("\n", small.stream().map(this::note).toList())));
    }
    small.clear();
  }

  private Row row(LayerTime layer) {
    String words = words(layer.seconds());
    Tone tone = Tone.OTHER;
    if (layer.isMemoryBound()) {
      tone = Tone.MEMORY;
    } else if (layer.macs() > 0) {
      tone = Tone.of(layer.peakShare());
      words += String.format(Locale.ROOT, " · %.0f %% of peak", 100 * layer.peakShare());
    }
    String name = layer.name();
    return new Row(name, layer.kernel(), layer.seconds() * 1e6, words, tone, note(layer));
  }

  private String words(double seconds) {
    return time(seconds) + " · " + ProfileTable.percent(profile.share(seconds));
  }

  private String note(LayerTime layer) {
    String speed = layer.macs() == 0 ? "" : ", " + ProfileTable.giga(layer.flops()) + " GFLOP/s";
    return layer.name()
        + (layer.kernel().isEmpty() ? "" : " (" + layer.kernel() + ")")
        + ": "
        + time(layer.seconds())
        + speed
        + ", "
        + ProfileTable.giga(layer.bandwidth())
        + " GB/s"
        + (layer.isMemoryBound() ? ", memory-bound" : "");
  }

  private static String time(double seconds) {
    return seconds < 1e-3
        ? String.format(Locale.ROOT, "%.1f µs", seconds * 1e6)
        : String.format(Locale.ROOT, "%,.2f ms", seconds * 1e3);
  }
}
