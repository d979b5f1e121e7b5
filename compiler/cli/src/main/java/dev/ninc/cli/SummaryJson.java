package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.ReceptiveField;
import java.io.IOException;

/** The summary for programs. Sizes are in bytes, shapes channels, rows, columns. */
record SummaryJson(Summary summary) {

  void write(JsonGenerator json) throws IOException {
    Network network = summary.network();
    json.writeStartObject();
    json.writeStringField("network", network.graph().name());
    json.writeStringField("file", network.file());
    json.writeObjectFieldStart("settings");
    for (Network.Setting setting : network.settings()) {
      json.writeStringField(setting.name(), setting.value());
    }
    json.writeEndObject();
    if (network.preprocessing().isPresent()) {
      json.writeFieldName("preprocess");
      new PreprocessingJson(network.preprocessing().get()).write(json);
    }
    json.writeArrayFieldStart("layers");
    for (Layer layer : summary.layers()) {
      layer(json, layer);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("outputs");
    for (Output output : network.graph().outputs()) {
      json.writeStartObject();
      json.writeStringField("name", output.name());
      json.writeFieldName("shape");
      shape(json, network.graph().node(output.value()).maps());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("labels");
    for (String label : network.labels()) {
      json.writeString(label);
    }
    json.writeEndArray();
    json.writeNumberField("parameters", summary.parameters());
    json.writeNumberField("parameterBytes", summary.weightBytes());
    json.writeNumberField("macs", summary.macs());
    json.writeNumberField("peakMemory", summary.peak());
    json.writeEndObject();
  }

  private void layer(JsonGenerator json, Layer layer) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", layer.line());
    json.writeStringField("layer", layer.name());
    json.writeStringField("text", layer.text());
    json.writeFieldName("output");
    shape(json, layer.output());
    json.writeNumberField("parameters", layer.parameters());
    json.writeNumberField("macs", layer.macs());
    json.writeNumberField("macShare", summary.share(layer));
    json.writeNumberField("memory", layer.bytes());
    json.writeFieldName("receptiveField");
    ReceptiveField field = layer.field();
    json.writeArray(new long[] {field.height(), field.width()}, 0, 2);
    json.writeEndObject();
  }

  private static void shape(JsonGenerator json, Maps maps) throws IOException {
    json.writeArray(new int[] {maps.channels(), maps.height(), maps.width()}, 0, 3);
  }
}
