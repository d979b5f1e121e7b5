package dev.ninc.compiler.weights;

import java.util.List;

/**
 * Numbers that a user gave, images for instance.
 *
 * @param dims outermost first; none means a single number
 * @param values as many as the product of the dimensions, the last one running fastest
 */
public record FloatArray(List<Integer> dims, float[] values) {

  public FloatArray {
    dims = List.copyOf(dims);
  }
}
