package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.runtime.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tensors that a network takes, in its order. */
record ExpectedTensors(List<TensorSpec> tensors) {

  /** For people. */
  List<String> lines() {
    TextTable table = new TextTable(LEFT, LEFT, RIGHT).row("tensor", "shape", "numbers");
    for (TensorSpec t : tensors) {
      table.row(t.name(), WeightsReport.shape(t.dims()), Amounts.count(size(t)));
    }
    long numbers = tensors.stream().mapToLong(ExpectedTensors::size).sum();
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        Amounts.count(tensors.size(), "tensor", "tensors")
            + ", "
            + Amounts.count(numbers, "number", "numbers"));
    return lines;
  }

  /** For programs. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("tensors");
    for (TensorSpec tensor : tensors) {
      json.writeStartObject();
      json.writeStringField("name", tensor.name());
      json.writeFieldName("shape");
      Json.array(json, tensor.dims());
      json.writeNumberField("numbers", size(tensor));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static long size(TensorSpec tensor) {
    return tensor.dims().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }
}
