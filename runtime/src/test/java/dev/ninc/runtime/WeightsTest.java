package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightsTest {

  private static final List<TensorSpec> NETWORK =
      List.of(
          TensorSpec.of("conv1.weight", 2, 1, 1, 1),
          TensorSpec.of("conv1.bias", 2),
          TensorSpec.of("conv2.bias", 1));

  private static WeightTensor tensor(String name, Integer... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    return new WeightTensor(name, List.of(dims), new float[size]);
  }

  private static Weights weights(WeightTensor... tensors) {
    return Weights.of("w.safetensors", List.of(tensors));
  }

  @Test
  void whatTheNetworkExpectsPasses() {
    Weights weights =
        weights(
            tensor("conv2.bias", 1), tensor("conv1.weight", 2, 1, 1, 1), tensor("conv1.bias", 2));
    assertThatCode(() -> weights.check(NETWORK)).doesNotThrowAnyException();
  }

  @Test
  void everythingThatDiffersIsReportedAtOnceWithTheNearestName() {
    Weights weights =
        weights(
            tensor("conv1.wieght", 2, 1, 1, 1), tensor("conv1.bias", 3), tensor("mean", 3, 4, 4));
    assertThatThrownBy(() -> weights.check(NETWORK))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            """
            w.safetensors: the tensors are not those of the network:
              `conv1.bias` has the shape [3]; the network expects [2]
              `conv1.wieght` [2, 1, 1, 1] is surplus; did the network mean `conv1.weight`?
              `mean` [3, 4, 4] is surplus
              `conv2.bias` [1] is missing
            Use the weights that were trained with this network and these parameters, or rename \
            tensors (`Weights.rename`; `--map OLD=NEW` or `--map-file FILE` on the command line).
            `ninc weights --for FILE.nin` lists what a network expects, and makes such weights up \
            with `-o FILE.safetensors`.""");
  }

  @Test
  void aNearNameOfAnotherShapeSaysSo() {
    assertThatThrownBy(() -> weights(tensor("b0", 3)).check(List.of(TensorSpec.of("b1", 2))))
        .hasMessageContaining(
            "`b0` [3] is surplus; did the network mean `b1`, which it expects as [2]?");
  }

  @Test
  void aLongListIsCut() {
    List<TensorSpec> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(TensorSpec.of("layer" + i, 1));
    }
    assertThatThrownBy(() -> weights().check(many)).hasMessageContaining("\n  and 60 more\n");
  }

  @Test
  void whereNothingFitsOneLineSaysSo() {
    List<TensorSpec> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(TensorSpec.of("layer" + i + ".weight", 1));
    }
    assertThatThrownBy(() -> weights(tensor("a", 1), tensor("b", 1)).check(many))
        .hasMessageContaining(
            ":\n  none of the 2 in the file (`a`, …) has a name of the 100 that the network expects"
                + " (`layer0.weight`, …)\nUse");
  }

  @Test
  void tensorsAreRenamedAndMayBeSwapped() throws WeightsException {
    Weights weights = weights(tensor("a", 1), tensor("b", 2), tensor("c", 3));
    Weights renamed = weights.rename(Map.of("a", "b", "b", "a", "c", "d"));
    assertThat(renamed.tensors()).extracting(WeightTensor::name).containsExactly("b", "a", "d");
    assertThat(renamed.dims("a")).containsExactly(2);
    assertThat(renamed.floats("d")).isSameAs(weights.floats("c"));
    assertThat(renamed.contains("c")).isFalse();
  }

  @Test
  void aRenamingThatDoesNotFitIsRefused() {
    Weights weights = weights(tensor("conv1.bias", 1), tensor("b", 2));
    assertThatThrownBy(() -> weights.rename(Map.of("conv1.bais", "x", "b", "conv1.bias")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("`conv1.bais` is not in the file; is `conv1.bias` meant?")
        .hasMessageContaining("two tensors would be called `conv1.bias`");
  }

  @Test
  void weightsAreImmutableAndStrict() {
    Weights weights = weights(tensor("a", 1));
    assertThatThrownBy(() -> weights.tensors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> weights.floats("b"));
    assertThatIllegalArgumentException().isThrownBy(() -> weights(tensor("a"), tensor("a")));
    for (List<Integer> dims : List.of(List.of(2), List.of(-1, -1), List.of(1 << 31 - 1, 4, 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new WeightTensor("t", dims, new float[1]));
    }
  }

  @Test
  void swappedNeighboursAreOneEdit() {
    assertThat(NearestName.edits("wieght", "weight")).isEqualTo(1);
    assertThat(NearestName.edits("", "abc")).isEqualTo(3);
    assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.of("conv1.wieght", Set.of("conv1.weight", "conv2.bias")))
        .isEqualTo("conv1.weight");
    assertThat(NearestName.of("x".repeat(1_000), Set.of("x".repeat(999)))).isEmpty();
  }
}
