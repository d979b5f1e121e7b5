package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.pass.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Honest float kernels stay within the interpreter's bounds, op by op from their actual inputs, as
 * a step of generated code is checked; and no bound is so wide that it could not fail.
 */
class FloatBoundsTest {

  private static final int NETWORKS = 60;

  private final Map<String, Double> worst = new TreeMap<>();

  @Test
  void honestKernelsPassAndNoBoundIsTooWide() {
    for (long seed = 0; seed < NETWORKS; seed++) {
      Graph raw = Differential.lower(RandomNetwork.of(seed).text()).graph();
      check(raw, seed);
      check(Pipeline.standard().run(raw), seed);
    }
    System.out.println("Largest error of plain float kernels, in units of the bound: " + worst);
    assertThat(worst.values()).allMatch(r -> r <= 1);
    // Ops that round; the others have no error at all.
    List<String> rounding =
        List.of("Conv", "GlobalAverage", "Pool", "BatchNorm", "Scale", "Add", "Softmax");
    assertThat(worst).containsKeys(rounding.toArray(String[]::new));
    rounding.forEach(op -> assertThat(worst.get(op)).as(op).isGreaterThan(0.02));
  }

  private void check(Graph graph, long seed) {
    Function<Op.Param, float[]> weights = param -> SeededWeights.of(param, seed);
    Tensor shape = Tensor.of(1, Math.toIntExact(graph.input().type().size()));
    float[] image = SeededWeights.of(new Op.Param("image", shape, Init.ONE), seed);
    Interpreter interpreter = new Interpreter(graph, weights);
    Map<Value, float[]> actual = FloatKernels.run(graph, weights, image);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Input || node.op() instanceof Op.Param) {
        continue;
      }
      Numbers expected =
          node.type() instanceof Maps
              ? evaluated(interpreter, graph, node, actual)
              : interpreter.tensor(node.out());
      Numbers.Deviation deviation = expected.worst(Numbers.exact(actual.get(node.out())).values());
      assertThat(deviation.isAllowed()).as("seed %s, %s: %s", seed, node.out(), deviation).isTrue();
      worst.merge(node.op().getClass().getSimpleName(), deviation.ratio(), Math::max);
    }
  }

  private static Numbers evaluated(
      Interpreter interpreter, Graph graph, Node node, Map<Value, float[]> actual) {
    Map<Value, double[]> given = new HashMap<>();
    for (Value in : node.op().inputs()) {
      if (graph.node(in).type() instanceof Maps) {
        given.put(in, Numbers.exact(actual.get(in)).values());
      }
    }
    return interpreter.evaluate(List.of(node.out()), given).get(node.out());
  }
}
