package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a definition says about its input.
 *
 * @param blob the images
 * @param labels other blobs that come with them
 * @param channels 0 where it says nothing; so for {@code height} and {@code width}
 * @param remarks how images are prepared, for a reader of the imported text
 */
record InputText(
    String blob,
    List<String> labels,
    int channels,
    int height,
    int width,
    List<String> remarks,
    Span span) {

  private static final int LARGEST = 1 << 16;

  InputText {
    labels = List.copyOf(labels);
    remarks = List.copyOf(remarks);
  }

  /** The one input of a network; reported where there is none, or more than one. */
  static Optional<InputText> of(Definition definition, Diagnostics found) {
    List<InputText> inputs = new ArrayList<>();
    FieldReader net = new FieldReader(definition.net(), found);
    List<Scalar> names = net.scalars("input");
    List<Integer> dims =
        net.has("input_shape")
            ? net.child("input_shape").integers("dim", 1, LARGEST)
            : net.integers("input_dim", 1, LARGEST);
    for (Scalar name : names) {
      inputs.add(shaped(name.text(), List.of(), dims, "input_dim", net, name.span()));
    }
    for (LayerText layer : definition.layers()) {
      if (LayerTypes.INPUTS.contains(layer.type()) && !layer.tops().isEmpty()) {
        inputs.add(layer(layer, found));
      }
    }
    if (inputs.size() == 1) {
      return Optional.of(inputs.get(0));
    }
    Span at = inputs.isEmpty() ? definition.net().span() : inputs.get(1).span();
    found.add(
        Diagnostic.error(
                Code.NIN0504,
                inputs.isEmpty() ? new Span(at.file(), 0, 0) : at,
                "A network has one input of images where it runs (phase TEST).",
                inputs.isEmpty() ? "none here" : "a second one")
            .hint(
                inputs.isEmpty()
                    ? "Write `input: \"data\"` above the layers."
                    : "Take the others out, or exclude them from the phase TEST."));
    return Optional.empty();
  }

  private static InputText layer(LayerText layer, Diagnostics found) {
    FieldReader fields = FieldReader.of(layer, found);
    String blob = layer.tops().get(0).text();
    List<String> labels = layer.tops().stream().skip(1).map(Scalar::text).toList();
    Span span = layer.span();
    return switch (layer.type()) {
      case "Input" -> {
        FieldReader shape = fields.child("input_param").child("shape");
        List<Integer> dims = shape.integers("dim", 1, LARGEST);
        yield shaped(blob, labels, dims, "dim", shape, span);
      }
      case "MemoryData" -> {
        FieldReader data = fields.child("memory_data_param");
        yield new InputText(
            blob,
            labels,
            data.integer("channels", 0, 1, LARGEST),
            data.integer("height", 0, 1, LARGEST),
            data.integer("width", 0, 1, LARGEST),
            List.of(),
            span);
      }
      default -> cropped(blob, labels, fields, span);
    };
  }

  /** Dimensions: images, channels, height, width. */
  private static InputText shaped(
      String blob,
      List<String> labels,
      List<Integer> dims,
      String field,
      FieldReader at,
      Span span) {
    if (!dims.isEmpty() && dims.size() != 4) {
      at.wrong(field, "four numbers: images, channels, height, width");
    }
    return dims.size() == 4
        ? new InputText(blob, labels, dims.get(1), dims.get(2), dims.get(3), List.of(), span)
        : new InputText(blob, labels, 0, 0, 0, List.of(), span);
  }

  /** Images from a file: a crop tells their size; how many channels they have, the weights say. */
  private static InputText cropped(String blob, List<String> labels, FieldReader layer, Span span) {
    int size = 0;
    List<String> remarks = new ArrayList<>();
    for (String parameters : List.of("transform_param", "data_param", "image_data_param")) {
      FieldReader fields = layer.child(parameters);
      size = fields.integer("crop_size", size, 0, LARGEST);
      List<String> means = fields.scalars("mean_value").stream().map(Scalar::text).toList();
      if (!means.isEmpty()) {
        remarks.add("Caffe subtracted from the input: " + String.join(", ", means) + ".");
      }
      if (fields.has("mean_file")) {
        remarks.add(
            "Caffe subtracted from the input the mean in " + fields.text("mean_file") + ".");
      }
      if (fields.has("scale")) {
        remarks.add("Caffe multiplied the input by " + fields.text("scale") + ".");
      }
    }
    return new InputText(blob, labels, 0, size, size, remarks, span);
  }
}
