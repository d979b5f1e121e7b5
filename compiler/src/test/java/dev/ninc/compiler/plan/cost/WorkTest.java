package dev.ninc.compiler.plan.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted, on numbers that can be checked by hand. */
class WorkTest {

  private static final ConvShape CONV2 = new ConvShape(16, 16, 5, 5, 96, 192, 1);

  @Test
  void aDirectConvolutionMultipliesEachTerm() {
    Work work = DirectWork.of(CONV2);
    assertThat(work.multiplications()).isEqualTo(16 * 16 * 25 * 96 * 192);
    assertThat(work.weightBytes()).isEqualTo(25 * 96 * 192 * 4);
    assertThat(work.transformed()).isZero();
    assertThat(work.passes()).isEqualTo(32); // 16 rows of two tiles of 8 pixels
  }

  @Test
  void aTileOfSixteenOutputsTakesSixtyFourMultiplications() {
    Work work = WinogradWork.of(CONV2, 4);
    assertThat(work.multiplications()).isEqualTo(16 * 64 * 96 * 192);
    assertThat(work.weightBytes()).isEqualTo(64 * 96 * 192 * 4);
    // Two passes over 8x8 for 6 vectors of inputs; over 8x8, then 4x8, for 12 of outputs.
    assertThat(work.transformed()).isEqualTo(16 * (2 * 64 * 6 + (64 + 32) * 12));
  }

  @Test
  void theTilesOfTheKernelsMultiplyAsOftenAsIsCounted() {
    for (ConvShape shape :
        List.of(
            CONV2, new ConvShape(13, 11, 3, 3, 24, 48, 1), new ConvShape(7, 7, 3, 3, 5, 16, 1))) {
      assertThat(multiplied(DirectWork.of(shape)))
          .isEqualTo(DirectWork.of(shape).multiplications());
      Work winograd = WinogradWork.of(shape, 3);
      assertThat(multiplied(winograd)).isEqualTo(winograd.multiplications());
    }
  }

  private static long multiplied(Work work) {
    return work.tiles().stream().mapToLong(Tiles::multiplications).sum();
  }

  @Test
  void tilesThatHangOverCostAsMuch() {
    ConvShape covered = new ConvShape(12, 12, 3, 3, 64, 64, 1);
    ConvShape over = new ConvShape(13, 13, 3, 3, 64, 64, 1);
    assertThat(WinogradWork.tiles(covered, 4)).isEqualTo(9);
    assertThat(WinogradWork.tiles(over, 4)).isEqualTo(16);
    assertThat(WinogradWork.of(over, 4).multiplications())
        .isEqualTo(WinogradWork.of(new ConvShape(16, 16, 3, 3, 64, 64, 1), 4).multiplications());
  }

  @Test
  void outputsAreRoundedUpToVectors() {
    ConvShape ten = new ConvShape(8, 8, 1, 1, 192, 10, 1);
    ConvShape sixteen = new ConvShape(8, 8, 1, 1, 192, 16, 1);
    assertThat(DirectWork.of(ten)).isEqualTo(DirectWork.of(sixteen));
  }

  @Test
  void aTileThatIsTooSmallWaitsForItsSums() {
    ReferenceMachine machine = ReferenceMachine.ALL.get(1);
    Tiles one = new Tiles(1, 1, 2, 1000, 1);
    Tiles four = new Tiles(1, 4, 2, 1000, 1);
    assertThat(four.cycles(machine) / one.cycles(machine)).isCloseTo(1, within(0.01));
  }

  @Test
  void pixelsAreCutEvenly() {
    assertThat(Tiles.of(1, 27, 2, 1, 1)).containsExactly(new Tiles(3, 9, 2, 1, 1)); // not 10, 10, 7
    assertThat(Tiles.of(2, 25, 2, 1, 1))
        .containsExactly(new Tiles(2, 9, 2, 1, 1), new Tiles(4, 8, 2, 1, 1));
  }

  @Test
  void whatCannotBeCutIsABug() {
    assertThatThrownBy(() -> WinogradWork.of(new ConvShape(8, 8, 3, 5, 4, 4, 1), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConvShape(0, 8, 3, 3, 4, 4, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
