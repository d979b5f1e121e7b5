package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.source.CompilerBug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a generated class step by step, and reads what each step leaves in the arena. */
final class Walk {

  /** Who looks at what a step left, before anything may overwrite it. */
  interface Visitor {

    /**
     * A step has run.
     *
     * @param out the last value that it covers
     * @param before what has been computed before, each value as it was found
     * @param found the numbers of {@code out}: channel, row, column
     */
    void step(Step step, Value out, Map<Value, double[]> before, double[] found);

    /**
     * A value that no step computes is there: a concatenation that came about in place, or an
     * alias.
     */
    void joined(Value value, Map<Value, double[]> before, double[] found);
  }

  private final Stepwise model;
  private final Plan plan;
  private final Graph graph;
  private final Map<Value, Node> nodes;

  /**
   * @param model a class generated from {@code plan}
   */
  Walk(Stepwise model, Plan plan) {
    this.model = model;
    this.plan = plan;
    this.graph = plan.graph();
    this.nodes = graph.byValue();
    List<String> planned = plan.run().stream().map(Step::id).toList();
    if (!planned.equals(model.steps())) {
      throw new CompilerBug("the class has the steps " + model.steps() + ", the plan " + planned);
    }
  }

  /** Arrays for the results, in the order of the graph's outputs. */
  float[][] outputs() {
    return graph.outputs().stream()
        .map(o -> new float[(int) nodes.get(o.value()).type().size()])
        .toArray(float[][]::new);
  }

  /**
   * Runs one image.
   *
   * @param outs where the steps leave the results
   * @return all values that could be read, the input among them
   */
  Map<Value, double[]> image(float[] image, float[][] outs, Visitor visitor) {
    Map<Value, double[]> actual = new HashMap<>();
    actual.put(graph.input().out(), Floats.widen(image));
    for (int i = 0; i < plan.run().size(); i++) {
      Step step = plan.run().get(i);
      model.runStep(i, image, outs);
      if (!step.covers().isEmpty()) {
        float[] arena = model.arena();
        Value out = step.covers().get(step.covers().size() - 1);
        double[] found = read(plan.regions().get(out), arena);
        visitor.step(step, out, actual, found);
        actual.put(out, found);
        joined(actual, arena, visitor);
      }
    }
    return actual;
  }

  /** Each is read as soon as all that it is made of is there. */
  private void joined(Map<Value, double[]> actual, float[] arena, Visitor visitor) {
    for (Node node : graph.nodes()) {
      Value value = node.out();
      boolean ready =
          node.type() instanceof Maps
              && !actual.containsKey(value)
              && plan.regions().containsKey(value)
              && plan.run().stream().noneMatch(s -> s.covers().contains(value))
              && node.op().inputs().stream().allMatch(actual::containsKey);
      if (ready) {
        double[] found = read(plan.regions().get(value), arena);
        visitor.joined(value, actual, found);
        actual.put(value, found);
      }
    }
  }

  private static double[] read(Region region, float[] arena) {
    Maps maps = region.layout().maps();
    double[] numbers = new double[(int) maps.size()];
    int at = 0;
    for (int c = 0; c < maps.channels(); c++) {
      for (int y = 0; y < maps.height(); y++) {
        for (int x = 0; x < maps.width(); x++) {
          numbers[at++] = arena[region.index(c, y, x)];
        }
      }
    }
    return numbers;
  }
}
