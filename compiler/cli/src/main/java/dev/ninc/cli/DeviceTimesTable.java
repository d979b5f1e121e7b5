package dev.ninc.cli;

import static dev.ninc.cli.ProfileTable.giga;
import static dev.ninc.cli.ProfileTable.micros;
import static dev.ninc.cli.ProfileTable.percent;
import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A profile of a device, for people and for programs. */
record DeviceTimesTable(DeviceTimes times) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        times.network().graph().name()
            + ": "
            + times.backend()
            + ", "
            + Amounts.count(times.images(), "image", "images")
            + " a run");
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    lines.addAll(totals().lines());
    lines.add("");
    lines.add("Times are medians of " + Amounts.count(times.passes(), "pass", "passes") + ".");
    return lines;
  }

  private TextTable table() {
    TextTable table =
        new TextTable(RIGHT, LEFT, LEFT, RIGHT, RIGHT, RIGHT)
            .row("line", "layer", "kernel", "µs", "share", "GFLOP/s");
    for (LayerTime layer : times.layers()) {
      table.row(
          layer.line(),
          layer.name(),
          layer.kernel(),
          micros(layer.seconds()),
          percent(times.share(layer.seconds())),
          layer.macs() > 0 ? giga(layer.flops()) : "");
    }
    return table;
  }

  private TextTable totals() {
    return new TextTable(LEFT, RIGHT, LEFT)
        .row("all steps", micros(times.sum()) + " µs", "timed one by one, for one image")
        .row(
            "a whole run",
            micros(times.run()) + " µs",
            "for one image, with the copies to the device and back: "
                + Amounts.count(Math.round(1 / times.run()))
                + " images/s, "
                + giga(times.flops())
                + " GFLOP/s");
  }

  /** Times are in microseconds for one image, shares from 0 to 1. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("network", times.network().graph().name());
    json.writeStringField("file", times.network().file());
    json.writeStringField("backend", times.backend());
    json.writeNumberField("batch", times.images());
    json.writeArrayFieldStart("layers");
    for (LayerTime layer : times.layers()) {
      json.writeStartObject();
      json.writeNumberField("line", layer.line());
      json.writeStringField("layer", layer.name());
      json.writeStringField("kernel", layer.kernel());
      json.writeNumberField("time", microseconds(layer.seconds()));
      json.writeNumberField("share", times.share(layer.seconds()));
      json.writeNumberField("macs", layer.macs());
      json.writeNumberField("gflops", layer.flops() / 1e9);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("steps", microseconds(times.sum()));
    json.writeObjectFieldStart("run");
    json.writeNumberField("time", microseconds(times.run()));
    json.writeNumberField("imagesPerSecond", 1 / times.run());
    json.writeNumberField("gflops", times.flops() / 1e9);
    json.writeEndObject();
    json.writeNumberField("passes", times.passes());
    json.writeEndObject();
  }

  /** To the nanosecond: what lies below was not measured. */
  private static double microseconds(double seconds) {
    return Math.round(seconds * 1e9) / 1e3;
  }
}
