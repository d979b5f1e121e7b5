package dev.ninc.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The computations that depend on no input, run once when a model is loaded: weights by name, and
 * what is made of them. Each operation computes in double precision and rounds once.
 */
public final class LoadPhase {

  private final Map<String, float[]> values = new HashMap<>();

  /**
   * @param weights the trained tensors
   * @param expected the tensors that the network has
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   */
  public LoadPhase(Weights weights, List<TensorSpec> expected) throws WeightsException {
    weights.check(expected);
    for (TensorSpec spec : expected) {
      values.put(spec.name(), weights.floats(spec.name()));
    }
  }

  /** The numbers of a tensor, in its own order. Not to be changed. */
  public float[] floats(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalStateException("no tensor " + name);
    }
    return found;
  }

  /** out = 1 / √(in + epsilon). */
  public void inverseRoot(String out, String in, double epsilon) {
    float[] x = floats(in);
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (1 / Math.sqrt(x[i] + epsilon));
    }
    values.put(out, y);
  }

  /** out[o,…] = left[o,…] + right[o]. */
  public void plus(String out, String left, String right) {
    each(out, left, right, '+');
  }

  /** out[o,…] = left[o,…] − right[o]. */
  public void minus(String out, String left, String right) {
    each(out, left, right, '-');
  }

  /** out[o,…] = left[o,…] · right[o]. */
  public void times(String out, String left, String right) {
    each(out, left, right, '*');
  }

  private void each(String out, String left, String right, char operation) {
    float[] x = floats(left);
    float[] r = floats(right);
    float[] y = new float[x.length];
    int run = x.length / r.length;
    for (int i = 0; i < x.length; i++) {
      float b = r[i / run];
      y[i] = operation == '+' ? x[i] + b : operation == '-' ? x[i] - b : x[i] * b;
    }
    values.put(out, y);
  }

  /** The same numbers under another name: a reshape moves nothing. */
  public void rename(String out, String in) {
    values.put(out, floats(in));
  }
}
