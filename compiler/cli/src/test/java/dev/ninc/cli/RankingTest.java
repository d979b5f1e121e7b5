package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final List<String> LABELS = List.of("cat", "dog", "ship");

  @Test
  void probabilitiesStayWhatTheyAre() {
    List<Ranking.Guess> top =
        new Ranking(3, LABELS, false).top(new float[] {0.25f, 0.125f, 0.625f}, 2);
    assertThat(top)
        .containsExactly(
            new Ranking.Guess(2, "ship", 0.625, 0.625f), new Ranking.Guess(0, "cat", 0.25, 0.25f));
  }

  @Test
  void scoresBecomeProbabilitiesBySoftmax() {
    List<Ranking.Guess> top = new Ranking(3, LABELS, true).top(new float[] {1000, 1001, -50}, 3);
    assertThat(top).extracting(Ranking.Guess::label).containsExactly("dog", "cat", "ship");
    assertThat(top.get(0).probability()).isEqualTo(1 / (1 + Math.exp(-1)), within(1e-12));
    assertThat(top.stream().mapToDouble(Ranking.Guess::probability).sum())
        .isEqualTo(1, within(1e-12));
    assertThat(top.get(0).score()).isEqualTo(1001);
  }

  @Test
  void withoutLabelsTheIndexIsTheName() {
    assertThat(new Ranking(2, List.of(), false).top(new float[] {0, 1}, 5))
        .extracting(Ranking.Guess::label)
        .containsExactly("1", "0");
  }
}
