package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How two files of weights differ.
 *
 * @param onlyLeft tensors that the second file lacks
 * @param onlyRight tensors that the first file lacks
 * @param reshaped by name, the shapes where they are not the same
 * @param compared the tensors that both files have in one shape
 */
record WeightsDifference(
    List<TensorSpec> onlyLeft,
    List<TensorSpec> onlyRight,
    List<Reshaped> reshaped,
    List<TensorDifference> compared) {

  /** A tensor that both files have, in two shapes. */
  record Reshaped(String name, List<Integer> left, List<Integer> right) {}

  /** Compares tensor by tensor: two are in memory at a time. */
  static WeightsDifference of(TensorSource left, TensorSource right) throws IOException {
    Map<String, TensorSpec> rest = new LinkedHashMap<>();
    right.tensors().forEach(t -> rest.put(t.spec().name(), t.spec()));
    List<TensorSpec> onlyLeft = new ArrayList<>();
    List<Reshaped> reshaped = new ArrayList<>();
    List<TensorDifference> compared = new ArrayList<>();
    for (TensorFile.Entry entry : left.tensors()) {
      TensorSpec spec = entry.spec();
      TensorSpec partner = rest.remove(spec.name());
      if (partner == null) {
        onlyLeft.add(spec);
      } else if (!partner.dims().equals(spec.dims())) {
        reshaped.add(new Reshaped(spec.name(), spec.dims(), partner.dims()));
      } else {
        float[] a = left.values(spec.name());
        float[] b = right.values(spec.name());
        compared.add(TensorDifference.of(spec.name(), spec.dims(), a, b));
      }
    }
    return new WeightsDifference(onlyLeft, List.copyOf(rest.values()), reshaped, compared);
  }

  boolean isNone() {
    return onlyLeft.isEmpty() && onlyRight.isEmpty() && reshaped.isEmpty() && differing().isEmpty();
  }

  private List<TensorDifference> differing() {
    return compared.stream().filter(t -> !t.isNone()).toList();
  }

  /** For people. */
  List<String> lines(String left, String right) {
    List<String> lines = new ArrayList<>();
    onlyLeft.forEach(t -> lines.add("only in " + left + ": " + text(t)));
    onlyRight.forEach(t -> lines.add("only in " + right + ": " + text(t)));
    for (Reshaped t : reshaped) {
      String shapes = WeightsReport.shape(t.left()) + " and " + WeightsReport.shape(t.right());
      lines.add("two shapes: " + WeightsReport.bare(t.name()) + " is " + shapes);
    }
    if (!differing().isEmpty()) {
      lines.addAll(table());
    }
    int same = compared.size() - differing().size();
    lines.add(
        isNone()
            ? "No difference: " + Amounts.count(same, "tensor", "tensors") + "."
            : "%d of %s are equal."
                .formatted(
                    same, Amounts.count(compared.size(), "common tensor", "common tensors")));
    return lines;
  }

  private List<String> table() {
    TextTable table = new TextTable(LEFT, RIGHT, RIGHT, LEFT, RIGHT, LEFT);
    table.row("tensor", "differ", "absolute", "at", "relative", "at");
    for (TensorDifference t : differing()) {
      TensorDifference.Spot absolute = t.absolute().orElseThrow();
      TensorDifference.Spot relative = t.relative().orElseThrow();
      table.row(
          WeightsReport.bare(t.name()),
          Amounts.count(t.different()),
          WeightsReport.number(absolute.apart()),
          place(absolute),
          WeightsReport.number(relative.apart()),
          place(relative));
    }
    return table.lines();
  }

  /** {@code [0, 1]: 0.25, 0.5}. */
  private static String place(TensorDifference.Spot spot) {
    return spot.index() + ": " + spot.left() + ", " + spot.right();
  }

  private static String text(TensorSpec spec) {
    return WeightsReport.bare(spec.name()) + " " + WeightsReport.shape(spec.dims());
  }

  /** For programs. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("equal", isNone());
    specs(json, "onlyInFirst", onlyLeft);
    specs(json, "onlyInSecond", onlyRight);
    json.writeArrayFieldStart("reshaped");
    for (Reshaped t : reshaped) {
      json.writeStartObject();
      json.writeStringField("name", t.name());
      json.writeFieldName("first");
      Json.array(json, t.left());
      json.writeFieldName("second");
      Json.array(json, t.right());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("different");
    for (TensorDifference t : differing()) {
      json.writeStartObject();
      json.writeStringField("name", t.name());
      json.writeNumberField("numbers", t.size());
      json.writeNumberField("different", t.different());
      spot(json, "absolute", t.absolute().orElseThrow());
      spot(json, "relative", t.relative().orElseThrow());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void specs(JsonGenerator json, String field, List<TensorSpec> specs)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (TensorSpec spec : specs) {
      json.writeStartObject();
      json.writeStringField("name", spec.name());
      json.writeFieldName("shape");
      Json.array(json, spec.dims());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void spot(JsonGenerator json, String field, TensorDifference.Spot spot)
      throws IOException {
    json.writeObjectFieldStart(field);
    Json.number(json, "difference", spot.apart());
    json.writeFieldName("index");
    Json.array(json, spot.index());
    Json.number(json, "first", spot.left());
    Json.number(json, "second", spot.right());
    json.writeEndObject();
  }
}
