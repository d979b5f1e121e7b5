package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A profile for programs. Times are in microseconds for one image, shares from 0 to 1. */
record ProfileJson(Profile profile) {

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("network", profile.network().graph().name());
    json.writeStringField("file", profile.network().file());
    json.writeStringField("backend", profile.backend());
    json.writeStringField("java", System.getProperty("java.version"));
    json.writeNumberField("threads", profile.setting().threads());
    json.writeNumberField("batch", profile.setting().batch());
    json.writeObjectFieldStart("peak");
    json.writeNumberField("gflops", profile.peak().flops() / 1e9);
    json.writeNumberField("gigabytesPerSecond", profile.peak().bandwidth() / 1e9);
    json.writeNumberField("bytesRead", profile.touched());
    json.writeEndObject();
    json.writeArrayFieldStart("layers");
    for (LayerTime layer : profile.layers()) {
      layer(json, layer);
    }
    json.writeEndArray();
    json.writeNumberField("steps", micros(profile.sum()));
    json.writeObjectFieldStart("run");
    json.writeNumberField("time", micros(profile.times().run()));
    json.writeNumberField("imagesPerSecond", 1 / profile.times().run());
    json.writeNumberField("gflops", profile.flops() / 1e9);
    json.writeNumberField("peakShare", profile.peakShare());
    json.writeEndObject();
    json.writeNumberField("passes", profile.times().passes());
    json.writeBooleanField("steady", profile.times().steady());
    json.writeEndObject();
  }

  private void layer(JsonGenerator json, LayerTime layer) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", layer.line());
    json.writeStringField("layer", layer.name());
    json.writeStringField("kernel", layer.kernel());
    json.writeNumberField("time", micros(layer.seconds()));
    json.writeNumberField("share", profile.share(layer.seconds()));
    json.writeNumberField("macs", layer.macs());
    json.writeNumberField("gflops", layer.flops() / 1e9);
    json.writeNumberField("peakShare", layer.peakShare());
    json.writeNumberField("bytes", layer.bytes());
    json.writeNumberField("gigabytesPerSecond", layer.bandwidth() / 1e9);
    json.writeBooleanField("memoryBound", layer.isMemoryBound());
    json.writeArrayFieldStart("steps");
    for (LayerTime.Part part : layer.parts()) {
      json.writeStartObject();
      json.writeStringField("step", part.work().step().id());
      json.writeNumberField("time", micros(part.seconds()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** To the nanosecond: what lies below was not measured. */
  private static double micros(double seconds) {
    return Math.round(seconds * 1e9) / 1e3;
  }
}
