package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile for people. */
record ProfileTable(Profile profile) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        profile.network().graph().name()
            + ": "
            + profile.backend()
            + ", "
            + Profile.java()
            + ", "
            + profile.circumstances());
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    lines.addAll(totals().lines());
    lines.add("");
    lines.addAll(words());
    return lines;
  }

  private TextTable table() {
    TextTable table =
        new TextTable(RIGHT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)
            .row("line", "layer", "kernel", "µs", "share", "GFLOP/s", "of peak", "");
    for (LayerTime layer : profile.layers()) {
      boolean computes = layer.macs() > 0;
      table.row(
          layer.line(),
          layer.name(),
          layer.kernel(),
          micros(layer.seconds()),
          percent(profile.share(layer.seconds())),
          computes ? giga(layer.flops()) : "",
          computes ? percent(layer.peakShare()) : "",
          layer.isMemoryBound() ? "memory-bound, " + giga(layer.bandwidth()) + " GB/s" : "");
      if (layer.parts().size() > 1) {
        layer.parts().forEach(part -> part(table, part));
      }
    }
    return table;
  }

  private void part(TextTable table, LayerTime.Part part) {
    String share = percent(profile.share(part.seconds()));
    String name = "  " + part.work().step().id();
    table.row("", name, "", micros(part.seconds()), share, "", "", "");
  }

  private TextTable totals() {
    double run = profile.times().run();
    return new TextTable(LEFT, RIGHT, LEFT)
        .row("all steps", micros(profile.sum()) + " µs", "timed one by one, for one image")
        .row(
            "a whole run",
            micros(run) + " µs",
            String.format(
                Locale.ROOT,
                "for one image: %s images/s, %s GFLOP/s, %s of the peak",
                Amounts.count(Math.round(1 / run)),
                giga(profile.flops()),
                percent(profile.peakShare())))
        .row(
            "peak",
            giga(profile.peak().flops()) + " GFLOP/s",
            "fused multiply-adds in registers, measured on "
                + Amounts.count(profile.peak().threads(), "thread", "threads"))
        .row(
            "memory",
            giga(profile.peak().bandwidth()) + " GB/s",
            "reading " + Amounts.bytes(profile.touched()) + ", as much as a run touches");
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(
        "Times are medians of "
            + Amounts.count(profile.times().passes(), "pass", "passes")
            + ". A layer that is memory-bound has more to move than to compute.");
    if (profile.savesMultiplications()) {
      words.add(
          "GFLOP/s count each multiplication of a layer: a kernel that does fewer may exceed the"
              + " peak.");
    }
    if (profile.setting().threads() > profile.setting().threadsOfStep()) {
      words.add("Each image has a thread of its own: steps are held against one thread's peak.");
    }
    return words;
  }

  static String micros(double seconds) {
    return String.format(Locale.ROOT, "%,.1f", seconds * 1e6);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String giga(double number) {
    return String.format(Locale.ROOT, "%,.1f", number / 1e9);
  }
}
