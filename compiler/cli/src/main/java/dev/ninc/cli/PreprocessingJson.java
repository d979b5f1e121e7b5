package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import java.io.IOException;
import java.util.List;

/** A network's preprocessing for programs: every number, whether it was written or not. */
record PreprocessingJson(Preprocessing preprocessing) {

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (preprocessing.resize().isPresent()) {
      resize(json, preprocessing.resize().get());
    }
    if (preprocessing.crop().isPresent()) {
      Preprocessing.Crop crop = preprocessing.crop().get();
      numbers(json, "crop", crop.height(), crop.width());
    }
    Background back = preprocessing.background();
    numbers(json, "background", back.red(), back.green(), back.blue());
    json.writeStringField("order", preprocessing.order().toString());
    json.writeNumberField("scale", preprocessing.scale());
    numbers(json, "mean", preprocessing.mean());
    numbers(json, "std", preprocessing.std());
    json.writeEndObject();
  }

  private static void resize(JsonGenerator json, Resize resize) throws IOException {
    if (resize instanceof Resize.Exact exact) {
      numbers(json, "resize", exact.height(), exact.width());
    } else if (resize instanceof Resize.Shorter shorter) {
      json.writeNumberField("resizeShorter", shorter.side());
    }
  }

  private static void numbers(JsonGenerator json, String name, int... numbers) throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers, 0, numbers.length);
  }

  private static void numbers(JsonGenerator json, String name, List<Double> numbers)
      throws IOException {
    json.writeFieldName(name);
    double[] array = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    json.writeArray(array, 0, array.length);
  }
}
