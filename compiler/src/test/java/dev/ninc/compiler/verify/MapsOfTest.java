package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a class stores while it runs are values of the network as it was written. */
class MapsOfTest {

  private static final int NETWORKS = 12;

  @Test
  void passesKeepTheMeaningOfValues() {
    List<String> texts = new ArrayList<>();
    for (long seed = 0; seed < NETWORKS; seed++) {
      texts.add(RandomNetwork.of(seed).text());
    }
    List<Harness> all =
        Harness.all(
            texts.stream().map(t -> Harness.check(t, Options.DEFAULT)).toList(),
            texts.stream().map(t -> Options.DEFAULT).toList());
    int compared = 0;
    for (int i = 0; i < all.size(); i++) {
      compared += agree(all.get(i), texts.get(i));
    }
    assertThat(compared).isGreaterThan(4 * NETWORKS);
  }

  private static int agree(Harness harness, String text) {
    Graph written = harness.checked().graph();
    float[] image = harness.image(1);
    Map<Value, float[]> right =
        MapsOf.interpreter(new Interpreter(written, harness::weight)).image(image);
    JavaSteps steps = new JavaSteps(harness.model(Machine.SCALAR));
    Map<Value, float[]> found =
        MapsOf.generated(steps, harness.plan(Machine.SCALAR), written).image(image);
    written.outputs().forEach(o -> assertThat(found).as(text).containsKey(o.value()));
    int compared = 0;
    for (Map.Entry<Value, float[]> maps : found.entrySet()) {
      Value value = maps.getKey();
      if (right.containsKey(value)) {
        double[] expected = Floats.widen(right.get(value));
        Finding finding = EndToEnd.compare(value.name(), expected, maps.getValue());
        assertThat(finding.isAllowed()).as("%s in%n%s", finding, text).isTrue();
        compared++;
      }
    }
    return compared;
  }
}
