package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.plan.Tunable;
import dev.ninc.runtime.opencl.DeviceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tuning on a device and a clock that are made up. */
class DeviceTunerTest {

  private static final Tunable CONV1 = layer("conv1", "a", "b", "c", "d", "e");
  private static final Tunable CONV2 = layer("conv2", "a", "b");

  private final FakeBench bench = new FakeBench();
  private long now;

  private static Tunable layer(String name, String... algorithms) {
    return new Tunable(name, "3x3", List.of(algorithms), List.of(algorithms));
  }

  /** Layers take a millisecond, but for those that are said to take another time. */
  private final class FakeBench implements TuningBench {
    final List<Map<String, String>> built = new ArrayList<>();
    final Map<String, Double> millis = new HashMap<>();
    final Set<String> refused = new HashSet<>();
    final Set<String> wrong = new HashSet<>();
    final List<Map<String, String>> whole = new ArrayList<>();
    double together = 1;
    double shared = 1;

    @Override
    public Variant variant(Map<String, String> algorithms) {
      if (algorithms.entrySet().stream().anyMatch(e -> refused.contains(e.toString()))) {
        throw new DeviceException("no room for it");
      }
      built.add(Map.copyOf(algorithms));
      return new Variant() {
        @Override
        public boolean isRight(String layer) {
          return !wrong.contains(layer + "=" + algorithms.get(layer));
        }

        @Override
        public double layer(String name) {
          return taken(millis.getOrDefault(name + "=" + algorithms.get(name), 1.0) / 1e3);
        }

        @Override
        public double run() {
          double sum = algorithms.keySet().stream().mapToDouble(this::layer).sum();
          boolean usual = algorithms.values().stream().allMatch("a"::equals);
          return usual ? sum : sum * together;
        }
      };
    }

    @Override
    public Variant whole(Map<String, String> algorithms) {
      whole.add(Map.copyOf(algorithms));
      Variant all = variant(algorithms);
      boolean shares = !algorithms.containsKey("conv2");
      return new Variant() {
        @Override
        public boolean isRight(String layer) {
          return all.isRight(layer);
        }

        @Override
        public double layer(String name) {
          return all.layer(name);
        }

        @Override
        public double run() {
          return all.layer("conv1") + (shares ? taken(shared / 1e3) : all.layer("conv2"));
        }
      };
    }

    private double taken(double seconds) {
      now += Math.round(seconds * 1e9);
      return seconds;
    }
  }

  private DeviceTuner tuner(Tunable... layers) {
    return tuner(Set.of(), layers);
  }

  private DeviceTuner tuner(Set<String> shared, Tunable... layers) {
    Map<String, String> chosen = Map.of("conv1", "a", "conv2", "a");
    return new DeviceTuner(List.of(layers), chosen, shared, bench, () -> now, Progress.none());
  }

  private static List<String> taken(TuningMeasurement measurement) {
    return measurement.layers().stream().map(TuningMeasurement.Layer::taken).toList();
  }

  @Test
  void theFastestOfEachLayerIsTaken() throws Exception {
    bench.millis.put("conv1=d", 0.5);
    bench.millis.put("conv1=e", 0.7);
    bench.millis.put("conv2=b", 0.985); // no gain that could not be an accident
    DeviceTuner tuner = tuner(CONV1, CONV2);
    TuningMeasurement measurement = tuner.measure(0.1);
    assertThat(taken(measurement)).containsExactly("d", "a");
    assertThat(measurement.before()).isEqualTo(2e-3);
    assertThat(measurement.after()).isEqualTo(1.5e-3);
    assertThat(measurement.layers().get(0).seconds()).hasSize(5).containsEntry("e", 0.7e-3);
    assertThat(tuner.notes()).isEmpty();
    assertThat(bench.built)
        .containsExactly(
            Map.of("conv1", "a", "conv2", "a"),
            Map.of("conv1", "b", "conv2", "b"),
            Map.of("conv1", "c", "conv2", "a"),
            Map.of("conv1", "d", "conv2", "a"),
            Map.of("conv1", "e", "conv2", "a"),
            Map.of("conv1", "d", "conv2", "a"));
    assertThat(now / 1e9).as("seconds").isBetween(0.3, 1.0);
  }

  @Test
  void whatIsSlowerTogetherIsNotTaken() throws Exception {
    bench.millis.put("conv1=d", 0.5);
    bench.together = 2;
    TuningMeasurement measurement = tuner(CONV1, CONV2).measure(0.1);
    assertThat(taken(measurement)).containsExactly("a", "a");
    assertThat(measurement.after()).isEqualTo(measurement.before());
  }

  @Test
  void whatIsWrongIsLeftOut() throws Exception {
    bench.millis.put("conv1=d", 0.5);
    bench.wrong.add("conv1=d");
    DeviceTuner tuner = tuner(CONV1, CONV2);
    assertThat(taken(tuner.measure(0.1))).containsExactly("a", "a");
    assertThat(tuner.notes())
        .containsExactly("`d` is left out for `conv1`: it gives wrong results on this device");
  }

  @Test
  void whatCannotBeBuiltIsLeftOutAlone() throws Exception {
    bench.millis.put("conv2=b", 0.5);
    bench.refused.add("conv1=b");
    DeviceTuner tuner = tuner(CONV1, CONV2);
    assertThat(taken(tuner.measure(0.1))).containsExactly("a", "b");
    assertThat(tuner.notes()).containsExactly("`b` is left out for `conv1`: no room for it");
  }

  @Test
  void theEstimatesChoiceHasToRun() {
    bench.wrong.add("conv2=a");
    assertThatThrownBy(() -> tuner(CONV1, CONV2).measure(0.1))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("`conv2` gives wrong results on this device");
    bench.refused.add("conv1=a");
    assertThatThrownBy(() -> tuner(CONV1, CONV2).measure(0.1)).isInstanceOf(DeviceException.class);
  }

  @Test
  void aDeviceMayBeTooSmallForWhatIsUsual() throws Exception {
    TuningMeasurement measurement = tuner(layer("conv1", "c", "d")).measure(0.1);
    assertThat(taken(measurement)).containsExactly("c");
  }

  @Test
  void whatSharesAKernelStaysThereWhereThatIsFaster() throws Exception {
    bench.millis.put("conv1=d", 0.5);
    bench.millis.put("conv2=b", 0.8);
    bench.shared = 0.7;
    DeviceTuner tuner = tuner(Set.of("conv2", "conv3"), CONV1, CONV2);
    TuningMeasurement measurement = tuner.measure(0.1);
    assertThat(taken(measurement)).containsExactly("d");
    assertThat(measurement.before()).isCloseTo(1.7e-3, within(1e-9));
    assertThat(measurement.after()).isCloseTo(1.2e-3, within(1e-9));
    assertThat(tuner.notes()).singleElement().asString().startsWith("`conv2` is left out: ");
    assertThat(bench.whole)
        .containsExactlyInAnyOrder(
            Map.of(), Map.of("conv1", "d"), Map.of("conv1", "d", "conv2", "b"));
  }

  @Test
  void whatSharesAKernelRunsByItselfWhereThatIsFaster() throws Exception {
    bench.millis.put("conv2=b", 0.8);
    bench.shared = 0.9;
    DeviceTuner tuner = tuner(Set.of("conv2"), CONV1, CONV2);
    assertThat(taken(tuner.measure(0.1))).containsExactly("a", "b");
    assertThat(tuner.notes()).isEmpty();
  }

  @Test
  void withoutLayersThereIsNothingToDo() throws Exception {
    assertThat(tuner().measure(1).layers()).isEmpty();
    assertThat(bench.built).isEmpty();
  }
}
