package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorFitTest {

  private static WeightTensor tensor(String name, Integer... dims) {
    int size = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    return new WeightTensor(name, List.of(dims), values);
  }

  private static TensorFit fit(List<WeightTensor> tensors, TensorSpec... expected) {
    return TensorFit.of(Weights.of("w", tensors), List.of(expected));
  }

  @Test
  void aLinearLayerAndAConvolutionAreTheSameNumbers() {
    TensorFit fit =
        fit(
            List.of(tensor("a", 2, 12), tensor("b", 3, 2, 1, 1), tensor("c", 4, 5)),
            TensorSpec.of("a", 2, 3, 2, 2),
            TensorSpec.of("b", 3, 2),
            TensorSpec.of("c", 4, 5));
    assertThat(fit.weights().dims("a")).containsExactly(2, 3, 2, 2);
    assertThat(fit.weights().floats("a")).isEqualTo(tensor("a", 24).values());
    assertThat(fit.weights().dims("b")).containsExactly(3, 2);
    assertThat(fit.reshaped())
        .containsExactly(TensorSpec.of("a", 2, 12), TensorSpec.of("b", 3, 2, 1, 1));
    assertThat(fit.dropped()).isEmpty();
  }

  @Test
  void whatIsAnotherLayerStaysAsItIs() {
    List<WeightTensor> tensors =
        List.of(
            tensor("turned", 12, 2), tensor("conv", 2, 3, 2, 2), tensor("bias", 4), tensor("x", 1));
    TensorFit fit =
        fit(
            tensors,
            TensorSpec.of("turned", 2, 12),
            TensorSpec.of("conv", 2, 2, 2, 3),
            TensorSpec.of("bias", 4, 1),
            TensorSpec.of("x", 65_536, 65_536, 65_536, 65_536));
    assertThat(fit.weights().tensors()).containsExactlyElementsOf(tensors);
    assertThat(fit.reshaped()).isEmpty();
  }

  @Test
  void whatPyTorchCountsIsLeftOut() {
    WeightTensor weight = tensor("1.weight", 2);
    TensorFit fit =
        fit(
            List.of(
                weight,
                tensor("1.num_batches_tracked"),
                tensor("num_batches_tracked"),
                tensor("2.num_batches_tracked", 1),
                tensor("other_num_batches_tracked"),
                tensor("taken.num_batches_tracked")),
            TensorSpec.of("taken.num_batches_tracked"));
    assertThat(fit.dropped()).containsExactly("1.num_batches_tracked", "num_batches_tracked");
    assertThat(fit.weights().tensors()).hasSize(4).contains(weight);
  }
}
