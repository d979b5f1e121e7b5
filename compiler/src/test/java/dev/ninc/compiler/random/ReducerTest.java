package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReducerTest {

  @Test
  void findsTheOneLayerThatMatters() {
    Predicate<RandomNetwork> fails = n -> n.features().contains("inside");
    for (RandomNetwork network : failing(fails)) {
      RandomNetwork reduced = Reducer.reduce(network, fails);
      assertThat(reduced.text())
          .isEqualTo(
              """
              network Random {
                input 1x1x1
                avgpool 1x1 inside
              }
              """);
    }
  }

  @Test
  void unwrapsBranches() {
    Predicate<RandomNetwork> fails = n -> n.features().contains("nested twice");
    for (RandomNetwork network : failing(fails)) {
      RandomNetwork reduced = Reducer.reduce(network, fails);
      assertThat(reduced.size()).as(reduced.text()).isLessThanOrEqualTo(9);
    }
  }

  @Test
  void halvesChannels() {
    Predicate<RandomNetwork> fails =
        n ->
            RandomNetwork.all(n.layers()).stream()
                .anyMatch(l -> l instanceof Layer.Conv c && c.channels().value() > 16);
    for (RandomNetwork network : failing(fails)) {
      RandomNetwork reduced = Reducer.reduce(network, fails);
      assertThat(reduced.layers()).as(reduced.text()).hasSize(1);
      assertThat(((Layer.Conv) reduced.layers().get(0)).channels().value()).isBetween(17, 33);
      assertThat(reduced.parameters()).isEmpty();
    }
  }

  @Test
  void everyCandidateIsValidAndAnother() {
    for (long seed = 0; seed < 20; seed++) {
      RandomNetwork network = RandomNetwork.of(seed);
      assertThat(Reducer.candidates(network))
          .allMatch(RandomNetwork::isValid)
          .noneMatch(c -> c.text().equals(network.text()));
    }
  }

  private static List<RandomNetwork> failing(Predicate<RandomNetwork> fails) {
    return LongStream.range(0, 200).mapToObj(RandomNetwork::of).filter(fails).limit(5).toList();
  }
}
