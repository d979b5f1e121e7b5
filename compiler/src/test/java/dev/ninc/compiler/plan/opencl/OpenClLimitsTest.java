package dev.ninc.compiler.plan.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Sources;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.GraphBuilder;
import dev.ninc.compiler.plan.Policy;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is too large for an OpenCL program is found before it is planned. */
class OpenClLimitsTest {

  /** One output for each of many groups: packed weights are 32 times as large. */
  @Test
  void weights() {
    Graph graph =
        new GraphBuilder(8192, 1, 1)
            .conv("a", "image", 4096, GraphBuilder.window(101, 1, 50), 4096, Activation.RELU)
            .output("a")
            .graph();
    assertThat(OpenClLimits.check(graph))
        .hasValueSatisfying(
            e -> {
              assertThat(e.what()).isEqualTo("the padded weights");
              assertThat(e.size()).isGreaterThanOrEqualTo(4096L * 32 * 2 * 101 * 101);
            });
  }

  /** Each fits by itself, but they share one buffer. */
  @Test
  void weightsOfSeveralLayers() {
    GraphBuilder builder = new GraphBuilder(2048, 1, 1);
    String in = "image";
    for (String name : new String[] {"a", "b", "c"}) {
      builder.conv(name, in, 2048, GraphBuilder.window(15, 1, 7), 1, Activation.RELU);
      in = name;
    }
    assertThat(OpenClLimits.check(builder.output("c").graph()))
        .hasValueSatisfying(
            e -> {
              assertThat(e.node().out().name()).isEqualTo("c");
              assertThat(e.size()).isBetween(3 * 225L << 22, (3 * 225L << 22) + 20_000);
            });
  }

  /** One channel takes the place of four. */
  @Test
  void activations() {
    Graph graph =
        new GraphBuilder(1, 20_000, 20_000)
            .activate("a", "image", Activation.RELU)
            .output("a")
            .graph();
    assertThat(OpenClLimits.check(graph))
        .hasValueSatisfying(
            e -> {
              assertThat(e.what()).isEqualTo("the activations of one image");
              assertThat(e.size()).isEqualTo(2 * 1_600_000_016L);
            });
  }

  /** The same maps may be several results. */
  @Test
  void results() {
    Graph graph = new GraphBuilder(4, 20_000, 20_000).output("image").output("image").graph();
    assertThat(OpenClLimits.check(graph))
        .hasValueSatisfying(e -> assertThat(e.what()).isEqualTo("the results of one image"));
  }

  /** What is found no fault with can be planned. */
  @Test
  void justBelow() {
    Graph graph = new GraphBuilder(5, 11_000, 12_000).output("image").graph();
    assertThat(OpenClLimits.check(graph)).isEmpty();
    for (OpenClTarget target : OpenClTarget.values()) {
      DeviceMemory memory = DeviceMemory.of(OpenClPlanner.plan(graph, target, Policy.DEFAULT));
      assertThat(memory.arena()).isEqualTo(16 * 11_000 * 12_000);
      assertThat(memory.in()).isEqualTo(5 * 11_000 * 12_000);
      assertThat(memory.out()).isEqualTo(memory.in());
    }
  }

  /** Users hear of it where they ask for OpenCL. */
  @Test
  void isADiagnosticForThatTarget() throws IOException {
    String layer = "conv 15x15 2048 pad 7\n";
    String text = "network N {\ninput 2048x1x1\n" + layer.repeat(3) + "}";
    Sources sources = path -> Optional.of(text);
    assertThat(Ninc.check(sources, "n.nin", Options.DEFAULT).value()).isPresent();
    var result =
        Ninc.check(sources, "n.nin", Options.DEFAULT.targets(Set.of(TargetLanguage.OPENCL)));
    assertThat(result.value()).isEmpty();
    assertThat(new Renderer(false).render(result.diagnostics()))
        .contains("NIN0208", "too large for OpenCL: the padded weights are too many.")
        .contains(" floats here; at most 2,147,483,647");
  }

  /** Pixels take more room in Java, which does not matter to those who do not want it. */
  @Test
  void limitsOfOtherTargetsDoNotMatter() throws IOException {
    String text = "network N {\ninput 3x15000x9000\nmaxpool 3x3 stride 1 pad 1\n}";
    Sources sources = path -> Optional.of(text);
    Options openCl = Options.DEFAULT.targets(Set.of(TargetLanguage.OPENCL));
    assertThat(Ninc.check(sources, "n.nin", openCl).value()).isPresent();
    var result = Ninc.check(sources, "n.nin", Options.DEFAULT);
    assertThat(result.value()).isEmpty();
    assertThat(new Renderer(false).render(result.diagnostics()))
        .contains("NIN0208", "too large for Java: the activations of one image are too many.");
  }
}
