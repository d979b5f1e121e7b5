package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.random.RandomNetwork;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The export layer by layer: the peer hands out what each layer gives, and the interpreter computes
 * the layer from what the peer's layer was given. So errors do not pile up, and what is allowed is
 * what the interpreter derives for a float kernel of that layer, as in {@code ninc verify}.
 */
class PeerStepsTest {

  private static final int NETWORKS = 100;

  /**
   * How far the peer's sigmoid and tanh may be off beside their rounding: they are rational
   * functions, exact to a few units of 2⁻²⁴ where the result is near 1, and not relative to it
   * where it is near 0.
   */
  private static final double APPROXIMATION = 4 * Numbers.U;

  @Test
  void eachLayerOfRandomNetworks() throws IOException {
    for (long seed = 0; seed < NETWORKS; seed++) {
      String text = RandomNetwork.of(seed).text();
      layers(Subject.of("random.nin", text), "seed " + seed + "\n" + text);
    }
  }

  private static void layers(Subject subject, String what) throws IOException {
    Subject all = subject.withAllLayers();
    Graph graph = all.network().graph();
    float[] image = all.image(5);
    Map<Value, double[]> found = new HashMap<>();
    found.put(graph.input().out(), wide(image));
    try (Engine engine = EngineKind.ONNXRUNTIME.open(all, Load.SINGLE)) {
      engine.images(image);
      engine.run();
      float[][] outputs = engine.outputs();
      for (int i = 0; i < outputs.length; i++) {
        found.put(graph.outputs().get(i).value(), wide(outputs[i]));
      }
    }
    Interpreter oracle = new Interpreter(graph, all::weight);
    for (Node node : graph.nodes()) {
      if (node.type() instanceof Maps && !node.equals(graph.input())) {
        Numbers expected = oracle.evaluate(List.of(node.out()), found).get(node.out());
        Numbers.Deviation worst = expected.worst(found.get(node.out()));
        boolean right =
            worst.isAllowed()
                || hasExponential(node) && nearEnough(expected, found.get(node.out()))
                || node.op() instanceof Op.Lrn lrn
                    && RunningSum.explains(
                        lrn, node.maps(), found, expected, found.get(node.out()));
        assertThat(right).as("%s: %s%n%s", node.out(), worst, what).isTrue();
      }
    }
  }

  private static boolean hasExponential(Node node) {
    return node.op() instanceof Op.Activate activate && !activate.act().isCheap();
  }

  private static boolean nearEnough(Numbers expected, double[] found) {
    double[] bounds = expected.bounds().clone();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] += APPROXIMATION;
    }
    return new Numbers(expected.values(), bounds).worst(found).isAllowed();
  }

  private static double[] wide(float[] floats) {
    double[] wide = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      wide[i] = floats[i];
    }
    return wide;
  }
}
