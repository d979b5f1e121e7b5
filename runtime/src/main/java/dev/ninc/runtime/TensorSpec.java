package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that a network expects.
 *
 * @param name {@code conv1.weight}
 * @param dims its dimensions, outermost first
 */
public record TensorSpec(String name, List<Integer> dims) {

  public TensorSpec {
    dims = List.copyOf(dims);
  }

  public static TensorSpec of(String name, int... dims) {
    List<Integer> list = new ArrayList<>(dims.length);
    for (int dim : dims) {
      list.add(dim);
    }
    return new TensorSpec(name, list);
  }
}
