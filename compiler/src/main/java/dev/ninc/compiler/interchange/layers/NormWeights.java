package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.LayerOp.Norm;
import dev.ninc.runtime.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The four tensors of a {@code batchnorm}, {@code (x − mean) / √(variance + 1e-5) · weight + bias},
 * from the arrays of a file.
 *
 * <p>Caffe's BatchNorm holds sums and the factor they grew by: mean = sum / factor, and 0 where the
 * factor is 0; so for the variance. They are kept where the layer adds the same 1e-5 to the
 * variance. For any other epsilon, 1 / √(variance + epsilon) goes into the weight, computed in
 * double precision and rounded once, and the variance becomes 1 − 1e-5. So it does for a Scale
 * alone, whose mean is 0: its weight stays as it was trained, because 1 − 1e-5 as a float32 is off
 * by so little (3e-8) that its root changes no number by half of its last digit.
 */
final class NormWeights {

  /** What the language's {@code batchnorm} adds to a variance. */
  private static final double EPSILON = 1e-5;

  /** With the epsilon it is 1, but for its rounding. */
  private static final float UNIT = (float) (1 - EPSILON);

  private final int channels;
  private float[] mean;
  private float[] variance;
  private float[] weight;
  private float[] bias;

  /** A normalization that does nothing yet. */
  private NormWeights(int channels) {
    this.channels = channels;
    mean = new float[channels];
    bias = new float[channels];
    variance = filled(UNIT);
    weight = filled(1);
  }

  /**
   * The tensors, or none where arrays are missing or misshapen, which is reported.
   *
   * @param path the name before {@code .weight}
   * @param channels 0 where it is not known: then the arrays are not asked for
   */
  static List<WeightTensor> of(Norm norm, String path, int channels, Trained trained) {
    if (channels == 0) {
      norm.statistics().ifPresent(layer -> trained.skip(layer.layer()));
      norm.gain().ifPresent(layer -> trained.skip(layer.layer()));
      return List.of();
    }
    List<Integer> each = List.of(channels);
    Optional<Optional<List<Blob>>> gain =
        norm.gain().map(l -> trained.blobs(l.layer(), l.span(), gainShapes(l, each)));
    Optional<Optional<List<Blob>>> statistics =
        norm.statistics()
            .map(l -> trained.blobs(l.layer(), l.span(), List.of(each, each, List.of(1))));
    boolean fit =
        gain.map(Optional::isPresent).orElse(true)
            && statistics.map(Optional::isPresent).orElse(true);
    if (!fit) {
      return List.of(); // and allocate nothing: nobody knows whether there are so many channels
    }
    NormWeights weights = new NormWeights(channels);
    gain.ifPresent(blobs -> weights.scale(norm.gain().get(), blobs.get()));
    statistics.ifPresent(blobs -> weights.normalize(norm.statistics().get(), blobs.get()));
    return weights.tensors(path);
  }

  private static List<List<Integer>> gainShapes(Norm.Gain layer, List<Integer> each) {
    return layer.hasGain() && layer.hasShift() ? List.of(each, each) : List.of(each);
  }

  private List<WeightTensor> tensors(String path) {
    List<Integer> dims = List.of(channels);
    return List.of(
        new WeightTensor(path + ".weight", dims, weight),
        new WeightTensor(path + ".bias", dims, bias),
        new WeightTensor(path + ".running_mean", dims, mean),
        new WeightTensor(path + ".running_var", dims, variance));
  }

  private float[] filled(float value) {
    float[] values = new float[channels];
    Arrays.fill(values, value);
    return values;
  }

  private void scale(Norm.Gain layer, List<Blob> blobs) {
    weight = layer.hasGain() ? blobs.get(0).values() : weight;
    bias = layer.hasShift() ? blobs.get(blobs.size() - 1).values() : bias;
  }

  private void normalize(Norm.Statistics layer, List<Blob> blobs) {
    double grown = blobs.get(2).values()[0];
    double factor = grown == 0 ? 0 : 1 / grown;
    mean = times(blobs.get(0).values(), factor);
    variance = times(blobs.get(1).values(), factor);
    if (layer.epsilon() != (float) EPSILON) {
      moveVariance(blobs.get(1).values(), factor, layer.epsilon());
    }
  }

  private static float[] times(float[] sums, double factor) {
    float[] values = new float[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sums[i] * factor);
    }
    return values;
  }

  /** From the variance into the weight. */
  private void moveVariance(float[] sums, double factor, float epsilon) {
    float[] moved = new float[channels];
    for (int c = 0; c < channels; c++) {
      moved[c] = (float) (weight[c] * Math.sqrt((UNIT + EPSILON) / (sums[c] * factor + epsilon)));
    }
    weight = moved;
    variance = filled(UNIT);
  }
}
