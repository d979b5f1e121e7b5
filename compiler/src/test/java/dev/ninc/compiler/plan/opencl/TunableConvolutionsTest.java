package dev.ninc.compiler.plan.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be asked for is what the planner does, under the same name. */
class TunableConvolutionsTest {

  /** What shares a kernel with other layers has no algorithm of its own. */
  private static final Policy SEPARATE = Policy.DEFAULT.chains(Chains.SEPARATE);

  @ParameterizedTest
  @EnumSource
  void whatThePlannerChoosesIsACandidate(OpenClTarget target) throws IOException {
    for (Path sample : Samples.all()) {
      Graph graph = Ninc.optimize(Samples.network(sample), Options.DEFAULT).graph();
      Plan plan = OpenClPlanner.plan(graph, target, SEPARATE);
      Map<String, String> chosen = TunableConvolutions.chosen(plan);
      for (Tunable layer : TunableConvolutions.of(graph, target.profile())) {
        assertThat(layer.candidates())
            .as("%s: %s", sample, layer.name())
            .contains(chosen.get(layer.name()))
            .doesNotHaveDuplicates();
        assertThat(layer.possible()).containsAll(layer.candidates()).contains("direct");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAskedForIsDone(OpenClTarget target) throws IOException {
    Graph graph = graph("nin-cifar10.nin");
    List<Tunable> layers = TunableConvolutions.of(graph, target.profile());
    assertThat(layers).isNotEmpty();
    int most = layers.stream().mapToInt(l -> l.possible().size()).max().orElseThrow();
    for (int i = 0; i < most; i++) {
      Map<String, String> asked = new LinkedHashMap<>();
      for (Tunable layer : layers) {
        asked.put(layer.name(), layer.possible().get(i % layer.possible().size()));
      }
      Plan plan = OpenClPlanner.plan(graph, target, SEPARATE.algorithms(asked));
      Map<String, String> chosen = TunableConvolutions.chosen(plan);
      asked.forEach((layer, text) -> assertThat(chosen.get(layer)).as(layer).startsWith(text));
    }
  }

  @Test
  void aSmallDeviceHasFewerCandidates() throws IOException {
    Graph graph = graph("nin-cifar10.nin");
    DeviceProfile small = DeviceProfile.GPU.within(10 << 10, 128);
    List<Tunable> few = TunableConvolutions.of(graph, small);
    List<Tunable> all = TunableConvolutions.of(graph, DeviceProfile.GPU);
    assertThat(few).extracting(Tunable::name).containsExactlyElementsOf(names(all));
    for (int i = 0; i < few.size(); i++) {
      assertThat(few.get(i).possible()).isSubsetOf(all.get(i).possible());
      assertThat(few.get(i).possible()).noneMatch(text -> text.contains("128x128"));
    }
    assertThat(TunableConvolutions.of(graph, DeviceProfile.GPU.within(1 << 30, 1 << 10)))
        .isEqualTo(all);
  }

  private static List<String> names(List<Tunable> layers) {
    return layers.stream().map(Tunable::name).toList();
  }

  private static Graph graph(String name) throws IOException {
    Path sample =
        Samples.all().stream()
            .filter(path -> path.getFileName().toString().equals(name))
            .findFirst()
            .orElseThrow();
    return Ninc.optimize(Samples.network(sample), Options.DEFAULT).graph();
  }
}
