package dev.ninc.compiler.interchange.layers;

import dev.ninc.runtime.WeightTensor;
import java.util.List;

/**
 * A network that was imported.
 *
 * @param nin the text of a {@code .nin} file
 * @param weights {@code <layer>.weight}, {@code <layer>.bias}, in the order of the layers
 */
public record Imported(String nin, List<WeightTensor> weights) {
  public Imported {
    weights = List.copyOf(weights);
  }
}
