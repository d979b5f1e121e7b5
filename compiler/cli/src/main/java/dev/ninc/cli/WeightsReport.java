package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a file of weights holds.
 *
 * @param digest of the file
 */
record WeightsReport(String file, String digest, List<TensorReport> tensors) {

  /** Hexadecimal digits of a tensor's digest in the table. */
  private static final int SHORT = 12;

  /** Tensors that a message names. */
  private static final int MOST_NAMED = 5;

  /** For people. */
  List<String> lines() {
    TextTable table =
        new TextTable(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)
            .row(
                "tensor", "shape", "type", "numbers", "min", "max", "mean", "std", "zeros",
                "digest");
    for (TensorReport t : tensors) {
      table.row(
          bare(t.name()),
          shape(t.dims()),
          t.type(),
          Amounts.count(t.size()),
          number(t.min()),
          number(t.max()),
          number(t.mean()),
          number(t.deviation()),
          String.format(Locale.ROOT, "%.1f %%", 100 * t.zeroShare()),
          t.digest().substring(0, SHORT));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "%s, %s, %s as float32"
            .formatted(
                Amounts.count(tensors.size(), "tensor", "tensors"),
                Amounts.count(numbers(), "number", "numbers"),
                Amounts.bytes(numbers() * Float.BYTES)));
    lines.add("SHA-256 of the file: " + digest);
    return lines;
  }

  /** What is wrong with the numbers, as a sentence; empty where nothing is. */
  String broken() {
    List<TensorReport> found = tensors.stream().filter(t -> t.broken() > 0).toList();
    if (found.isEmpty()) {
      return "";
    }
    String places =
        found.stream()
            .limit(MOST_NAMED)
            .map(WeightsReport::broken)
            .collect(Collectors.joining("; "));
    int rest = found.size() - MOST_NAMED;
    return "`" + file + "`: " + places + (rest > 0 ? "; and " + rest + " tensors more." : ".");
  }

  /** {@code `conv1.weight` has 2 numbers that are none, the first at [0, 1, 2, 2]: NaN}. */
  private static String broken(TensorReport tensor) {
    TensorReport.Place first = tensor.firstBroken().orElseThrow();
    return "%s has %s that %s NaN or infinite, the first at %s: %s"
        .formatted(
            WeightsException.quote(tensor.name()),
            Amounts.count(tensor.broken(), "number", "numbers"),
            tensor.broken() == 1 ? "is" : "are",
            first.index(),
            first.value());
  }

  /** For programs; the statistics of a tensor without a finite number are null. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file);
    json.writeStringField("sha256", digest);
    json.writeNumberField("numbers", numbers());
    json.writeArrayFieldStart("tensors");
    for (TensorReport tensor : tensors) {
      write(json, tensor);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TensorReport tensor) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", tensor.name());
    json.writeFieldName("shape");
    Json.array(json, tensor.dims());
    json.writeStringField("type", tensor.type());
    json.writeNumberField("numbers", tensor.size());
    Json.number(json, "min", (float) tensor.min());
    Json.number(json, "max", (float) tensor.max());
    Json.number(json, "mean", tensor.mean());
    Json.number(json, "std", tensor.deviation());
    json.writeNumberField("zeros", tensor.zeros());
    json.writeNumberField("notFinite", tensor.broken());
    if (tensor.firstBroken().isPresent()) {
      json.writeFieldName("firstNotFinite");
      Json.array(json, tensor.firstBroken().get().index());
    }
    json.writeStringField("sha256", tensor.digest());
    json.writeEndObject();
  }

  private long numbers() {
    return tensors.stream().mapToLong(TensorReport::size).sum();
  }

  /** Names come from the file: as messages show them, without the backticks. */
  static String bare(String name) {
    String quoted = WeightsException.quote(name);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** {@code 192x3x5x5}; {@code 1} for a single number. */
  static String shape(List<Integer> dims) {
    return dims.isEmpty()
        ? "1"
        : dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** Four digits, as short as they can be read. */
  static String number(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    double size = Math.abs(number);
    boolean plain = size == 0 || size >= 1e-3 && size < 1e5;
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", number);
  }
}
