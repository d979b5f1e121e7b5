package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightTensor;
import java.util.List;
import java.util.Optional;

/** The trained arrays of a file's layers. */
public interface Trained {

  /**
   * The tensors of a layer, {@code NAME.weight} and {@code NAME.bias}; none where one is missing or
   * misshapen, which is reported.
   *
   * @param shapes the dimensions of the weights and, if the layer has one, of the bias; one that is
   *     not known is 0
   */
  List<WeightTensor> tensors(Net.Node node, List<List<Integer>> shapes);

  /**
   * The arrays of a layer; empty where one is missing or misshapen, which is reported.
   *
   * @param at the layer in the definition
   * @param shapes their dimensions; one that is not known is 0
   */
  Optional<List<Blob>> blobs(String layer, Span at, List<List<Integer>> shapes);

  /** The weights of this layer are not asked for, as it is wrong itself. */
  void skip(String layer);
}
