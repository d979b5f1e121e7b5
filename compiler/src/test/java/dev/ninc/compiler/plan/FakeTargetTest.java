package dev.ninc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.testing.Harness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A target that there is not, with layouts, kernels and forms of weights of its own: what it needs
 * of the compiler is there, and nothing in it had to know of the target.
 */
class FakeTargetTest {

  /** Maps as images of four channels each, as a texture unit likes them. */
  private record Quads(Maps maps) implements Layout {
    @Override
    public int index(int channel, int y, int x) {
      return ((channel / 4 * maps.height() + y) * maps.width() + x) * 4 + channel % 4;
    }

    int size() {
      return (maps.channels() + 3) / 4 * 4 * maps.pixels();
    }
  }

  private enum Fake implements Target {
    TEXTURES;

    @Override
    public String toString() {
      return "fake-textures";
    }
  }

  /** A kernel that computes its nodes, however it does that. */
  private record Shader(String name) implements Kernel {
    @Override
    public String summary() {
      return name;
    }
  }

  /** Weights as textures. */
  private record Texture(int width, int height) implements Load.Form {}

  private static final String TEXT =
      """
      network Textures {
        input 3x9x9
        mlpconv 3x3 [20, 13] pad 1
        concat {
          cccp 5
        } {
          maxpool 3x3 stride 1 pad 1
        }
        conv 3x3 8
        gap
        softmax
      }
      """;

  private static Plan plan(Graph graph) {
    List<Node> nodes = graph.nodes().stream().filter(n -> n.type() instanceof Maps).toList();
    Map<Value, Region> regions = new LinkedHashMap<>();
    List<Buffer> buffers = Arena.place(requests(graph, nodes));
    List<Step> steps = new ArrayList<>();
    List<Load> load = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      regions.put(node.out(), new Region(buffers.get(i), 0, new Quads(node.maps())));
      List<Region> in =
          node.op().inputs().stream().filter(regions::containsKey).map(regions::get).toList();
      steps.add(
          new Step(
              node.out().name(),
              new Shader(node.op().getClass().getSimpleName()),
              in,
              Optional.of(regions.get(node.out())),
              List.of(node.out()),
              node.origin()));
      if (node.op() instanceof Op.Conv conv) {
        load.add(new Load(conv.weight(), new Texture(conv.window().taps(), conv.groups())));
      }
    }
    List<Choice> choices = List.of(new Choice("all", "shaders: there is nothing else", List.of()));
    return new Plan(graph, Fake.TEXTURES, 1, buffers, regions, load, steps, choices);
  }

  /** Each value is alive from its own step to that of its last reader. */
  private static List<Arena.Request> requests(Graph graph, List<Node> nodes) {
    List<Arena.Request> requests = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      int last = graph.isOutput(node.out()) ? nodes.size() : i;
      for (Node reader : graph.readers().get(node.out())) {
        last = Math.max(last, nodes.indexOf(reader));
      }
      int size = new Quads(node.maps()).size();
      requests.add(new Arena.Request(node.out().name(), size, i, last));
    }
    return requests;
  }

  @Test
  void aPlanForAnotherTargetComputesTheNetwork() {
    Harness harness = new Harness(TEXT, Options.DEFAULT);
    Graph graph = Ninc.optimize(harness.checked(), Options.DEFAULT).graph();
    Plan plan = plan(graph);
    assertThat(plan.target()).hasToString("fake-textures");
    assertThat(plan.arenaSize()).isLessThan(plan.buffers().stream().mapToInt(Buffer::size).sum());
    assertThat(plan.load()).hasSize(4).allMatch(l -> l.form() instanceof Texture);

    assertThat(PlanPrinter.print(plan))
        .startsWith("plan of Textures for fake-textures")
        .contains("Shader (Conv) of 3x9x9 at ");

    Interpreter interpreter = new Interpreter(graph, harness::weight);
    float[] image = harness.image(1);
    double[] arena = new double[plan.arenaSize()];
    for (Step step : plan.run()) {
      run(step, graph, interpreter, image, arena);
    }
    Value out = graph.outputs().get(0).value();
    assertThat(read(plan.regions().get(out), arena))
        .isEqualTo(interpreter.run(image).get(out).values());
  }

  /** What a device would do: read regions, compute, write a region. */
  private static void run(
      Step step, Graph graph, Interpreter interpreter, float[] image, double[] arena) {
    Node node = graph.node(step.covers().get(0));
    Map<Value, double[]> given = new HashMap<>();
    List<Value> reads =
        node.op().inputs().stream().filter(v -> graph.node(v).type() instanceof Maps).toList();
    for (int i = 0; i < reads.size(); i++) {
      given.put(reads.get(i), read(step.in().get(i), arena));
    }
    double[] result =
        node.op() instanceof Op.Input
            ? Numbers.exact(image).values()
            : interpreter.evaluate(step.covers(), given).get(node.out()).values();
    Region out = step.out().orElseThrow();
    Maps maps = out.layout().maps();
    for (int i = 0; i < result.length; i++) {
      int pixel = i % maps.pixels();
      arena[out.index(i / maps.pixels(), pixel / maps.width(), pixel % maps.width())] = result[i];
    }
  }

  private static double[] read(Region region, double[] arena) {
    Maps maps = region.layout().maps();
    double[] numbers = new double[(int) maps.size()];
    for (int i = 0; i < numbers.length; i++) {
      int pixel = i % maps.pixels();
      numbers[i] =
          arena[region.index(i / maps.pixels(), pixel / maps.width(), pixel % maps.width())];
    }
    return numbers;
  }
}
