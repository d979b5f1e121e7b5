package dev.ninc.compiler.plan.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers whose choices depend on each other through the cache. */
class SelectionTest {

  private static final ConvShape WIDE = new ConvShape(6, 6, 3, 3, 384, 2048, 1);

  private static List<Work> candidates(ConvShape shape) {
    return List.of(DirectWork.of(shape), WinogradWork.of(shape, 2), WinogradWork.of(shape, 3));
  }

  @Test
  void weightsThatDoNotFitComeFromMemory() {
    Selection selection = Selection.of(List.of(candidates(WIDE)));
    assertThat(selection.weights()).isEqualTo(Residence.MEMORY);
    assertThat(selection.chosen()).containsExactly(1);
  }

  @Test
  void fewWeightsStayInTheCache() {
    ConvShape small = new ConvShape(6, 6, 3, 3, 96, 128, 1);
    Selection selection = Selection.of(List.of(candidates(small)));
    assertThat(selection.weights()).isEqualTo(Residence.CACHE);
    assertThat(selection.chosen()).containsExactly(2);
  }

  @Test
  void aLayerOfManyWeightsChangesTheChoiceForOthers() {
    // Alone, four tiles of 3x3 would do; beside weights that fill the cache they are too large.
    ConvShape medium = new ConvShape(6, 6, 3, 3, 256, 256, 1);
    ConvShape filling = new ConvShape(1, 1, 1, 1, 4096, 4096, 1);
    assertThat(Selection.of(List.of(candidates(medium))).chosen()).containsExactly(2);
    Selection both = Selection.of(List.of(candidates(medium), List.of(DirectWork.of(filling))));
    assertThat(both.weights()).isEqualTo(Residence.MEMORY);
    assertThat(both.chosen().get(0)).isLessThan(2);
  }

  /** Many layers that only just fit as they are must not be blown up beyond the cache. */
  @Test
  void theCacheIsKeptWhereThatIsFaster() {
    ConvShape layer = new ConvShape(4, 4, 3, 3, 256, 256, 1);
    List<List<Work>> layers =
        Collections.nCopies(10, List.of(DirectWork.of(layer), WinogradWork.of(layer, 4)));
    assertThat(Selection.of(layers).weights()).isEqualTo(Residence.CACHE);
  }

  @Test
  void nothingToChooseIsNoProblem() {
    assertThat(Selection.of(List.of())).isEqualTo(new Selection(List.of(), Residence.CACHE));
  }
}
