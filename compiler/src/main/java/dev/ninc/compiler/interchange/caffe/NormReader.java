package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.LayerOp;
import java.util.List;
import java.util.Set;

/** Understands the layers that normalize, and those that scale behind them. */
final class NormReader {

  private static final int LARGEST = 1 << 16;

  /** The language takes no larger constant. */
  private static final float LARGEST_CONSTANT = 1 << 24;

  private final LayerText layer;
  private final Diagnostics found;

  NormReader(LayerText layer, Diagnostics found) {
    this.layer = layer;
    this.found = found;
  }

  private FieldReader parameters(String field, Set<String> known) {
    return LayerReader.parameters(layer, field, known, found);
  }

  /** Local response normalization (Krizhevsky et al., 2012). */
  LayerOp lrn() {
    FieldReader fields =
        parameters(
            "lrn_param", Set.of("local_size", "alpha", "beta", "norm_region", "k", "engine"));
    if (fields.choice("norm_region", 0, List.of("ACROSS_CHANNELS", "WITHIN_CHANNEL")) == 1) {
      fields.unsupported("norm_region", "Normalization within a channel cannot be imported.");
    }
    int size = fields.integer("local_size", 5, 1, LARGEST);
    if (size % 2 == 0) {
      fields.wrong("local_size", "an odd number");
    }
    return new LayerOp.Lrn(
        size,
        notNegative(fields, "alpha", 1),
        notNegative(fields, "beta", 0.75f),
        positive(fields, "k"));
  }

  private static float notNegative(FieldReader fields, String field, float otherwise) {
    float value = fields.real(field, otherwise);
    if (value < 0 || value > LARGEST_CONSTANT) {
      fields.wrong(field, "a number from 0 on that is not huge");
    }
    return value;
  }

  private static float positive(FieldReader fields, String field) {
    float value = fields.real(field, 1);
    if (value <= 0 || value > LARGEST_CONSTANT) {
      fields.wrong(field, "a number above 0 that is not huge");
    }
    return value;
  }

  /** Batch normalization with the statistics of training: what Caffe does in its phase TEST. */
  LayerOp batchNorm() {
    FieldReader fields =
        parameters(
            "batch_norm_param",
            Set.of("use_global_stats", "moving_average_fraction", "eps", "engine"));
    if (!fields.flag("use_global_stats", true)) {
      fields.unsupported(
          "use_global_stats", "Statistics of the images that are running cannot be imported.");
    }
    float epsilon = notNegative(fields, "eps", 1e-5f);
    return LayerOp.Norm.of(new LayerOp.Norm.Statistics(layer.name(), layer.span(), epsilon));
  }

  LayerOp scale() {
    FieldReader fields =
        parameters("scale_param", Set.of("axis", "num_axes", "filler", "bias_term", "bias_filler"));
    eachChannel(fields);
    boolean shift = fields.flag("bias_term", false);
    return LayerOp.Norm.of(new LayerOp.Norm.Gain(layer.name(), layer.span(), true, shift));
  }

  LayerOp bias() {
    FieldReader fields = parameters("bias_param", Set.of("axis", "num_axes", "filler"));
    eachChannel(fields);
    return LayerOp.Norm.of(new LayerOp.Norm.Gain(layer.name(), layer.span(), false, true));
  }

  private static void eachChannel(FieldReader fields) {
    for (String field : List.of("axis", "num_axes")) {
      if (fields.integer(field, 1, -16, 16) != 1) {
        fields.unsupported(field, "Only a number for each channel can be imported.");
      }
    }
  }
}
