package dev.ninc.compiler.weights;

import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of other tools in the shapes that a network expects, where only the writing of the shape
 * differs. A linear layer [n, C·H·W] and a convolution over the whole map [n, C, H, W], 1x1 ones
 * included, are the same numbers in the same order, in PyTorch and here.
 *
 * @param weights the tensors, in their order
 * @param reshaped those that were given another shape, as they were
 * @param dropped the names of what {@link #isCounter} says was left out
 */
public record TensorFit(Weights weights, List<TensorSpec> reshaped, List<String> dropped) {

  /** What PyTorch calls the number of batches that a batch norm has seen. */
  private static final String COUNTER = "num_batches_tracked";

  public TensorFit {
    reshaped = List.copyOf(reshaped);
    dropped = List.copyOf(dropped);
  }

  /**
   * Fits what can be fitted; the rest stays as it is, for {@link Weights#check} to say.
   *
   * @param expected by the network; empty where none is known
   */
  public static TensorFit of(Weights weights, List<TensorSpec> expected) {
    Map<String, List<Integer>> dims = new HashMap<>();
    expected.forEach(spec -> dims.put(spec.name(), spec.dims()));
    List<WeightTensor> tensors = new ArrayList<>();
    List<TensorSpec> reshaped = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (WeightTensor tensor : weights.tensors()) {
      List<Integer> wanted = dims.getOrDefault(tensor.name(), tensor.dims());
      if (isCounter(tensor) && !dims.containsKey(tensor.name())) {
        dropped.add(tensor.name());
      } else if (!wanted.equals(tensor.dims()) && areOneLayer(wanted, tensor.dims())) {
        tensors.add(new WeightTensor(tensor.name(), wanted, tensor.values()));
        reshaped.add(new TensorSpec(tensor.name(), tensor.dims()));
      } else {
        tensors.add(tensor);
      }
    }
    return new TensorFit(Weights.of(weights.source(), tensors), reshaped, dropped);
  }

  /** What PyTorch keeps beside the weights of a batch norm, and inference does not need. */
  private static boolean isCounter(WeightTensor tensor) {
    String name = tensor.name();
    return tensor.dims().isEmpty() && (name.equals(COUNTER) || name.endsWith("." + COUNTER));
  }

  private static boolean areOneLayer(List<Integer> a, List<Integer> b) {
    boolean linear = a.size() == 2 && b.size() == 4 || a.size() == 4 && b.size() == 2;
    return linear && a.get(0).equals(b.get(0)) && size(a) == size(b);
  }

  /** In floating point, so that nothing overflows; equal arrays are far below 2⁵³ numbers. */
  private static double size(List<Integer> dims) {
    return dims.stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
  }
}
