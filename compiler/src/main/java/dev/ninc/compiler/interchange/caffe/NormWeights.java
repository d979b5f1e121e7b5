package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.interchange.caffe.CaffeOp.Norm;
import dev.ninc.runtime.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The four tensors of a {@code batchnorm}, {@code (x − mean) / √(variance + 1e-5) · weight + bias},
 * from the arrays of Caffe's layers.
 *
 * <p>BatchNorm holds sums and the factor they grew by: mean = sum / factor, and 0 where the factor
 * is 0; so for the variance. They are kept where the layer adds the same 1e-5 to the variance. For
 * any other epsilon, 1 / √(variance + epsilon) goes into the weight, computed in double precision
 * and rounded once, and the variance becomes 1 − 1e-5. So it does for a Scale alone, whose mean is
 * 0: its weight stays as it was trained, because 1 − 1e-5 as a float32 is off by so little (3e-8)
 * that its root changes no number by half of its last digit.
 */
final class NormWeights {

  /** What the language's {@code batchnorm} adds to a variance. */
  private static final double EPSILON = 1e-5;

  /** With the epsilon it is 1, but for its rounding. */
  private static final float UNIT = (float) (1 - EPSILON);

  private final Trained trained;
  private final int channels;
  private float[] mean;
  private float[] variance;
  private float[] weight;
  private float[] bias;

  private NormWeights(Trained trained, int channels) {
    this.trained = trained;
    this.channels = channels;
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
    return new NormWeights(trained, channels).tensors(norm, path);
  }

  private List<WeightTensor> tensors(Norm norm, String path) {
    mean = new float[channels];
    bias = new float[channels];
    variance = filled(UNIT);
    weight = filled(1);
    boolean scaled = norm.gain().map(this::scale).orElse(true);
    boolean normed = norm.statistics().map(this::normalize).orElse(true);
    if (!scaled || !normed) {
      return List.of();
    }
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

  private boolean scale(Norm.Gain layer) {
    List<Integer> each = List.of(channels);
    List<List<Integer>> shapes =
        layer.hasGain() && layer.hasShift() ? List.of(each, each) : List.of(each);
    Optional<List<Blob>> blobs = trained.blobs(layer.layer(), layer.span(), shapes);
    blobs.ifPresent(
        b -> {
          weight = layer.hasGain() ? b.get(0).values() : weight;
          bias = layer.hasShift() ? b.get(b.size() - 1).values() : bias;
        });
    return blobs.isPresent();
  }

  private boolean normalize(Norm.Statistics layer) {
    List<List<Integer>> shapes = List.of(List.of(channels), List.of(channels), List.of(1));
    Optional<List<Blob>> blobs = trained.blobs(layer.layer(), layer.span(), shapes);
    blobs.ifPresent(
        b -> {
          double grown = b.get(2).values()[0];
          double factor = grown == 0 ? 0 : 1 / grown;
          mean = times(b.get(0).values(), factor);
          variance = times(b.get(1).values(), factor);
          if (layer.epsilon() != (float) EPSILON) {
            moveVariance(b.get(1).values(), factor, layer.epsilon());
          }
        });
    return blobs.isPresent();
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
