package dev.ninc.runtime;

import java.util.List;

/**
 * A trained tensor.
 *
 * @param name {@code conv1.weight}
 * @param dims its dimensions, outermost first; none means a single number
 * @param values its numbers, the last dimension running fastest; not copied, so nobody may change
 *     them
 */
public record WeightTensor(String name, List<Integer> dims, float[] values) {

  /**
   * @throws IllegalArgumentException where the dimensions do not give as many numbers as there are
   */
  public WeightTensor {
    dims = List.copyOf(dims);
    long size = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(name + ": a dimension below 0: " + dims);
      }
      size = size > Integer.MAX_VALUE ? size : size * dim; // no overflow, and no such array
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + ": " + dims + " is " + size + " numbers, not " + values.length);
    }
  }
}
