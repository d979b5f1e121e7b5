package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.interp.TiledSum;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a generated class against the oracle, one step at a time: each step's actual inputs go to
 * the interpreter, and what the step left in its region is compared with what the interpreter makes
 * of them. So errors do not pile up, and the step that is wrong is named.
 *
 * <p>All images run in one memory, and before each one runs the same image backwards: what another
 * image left in the arena must not matter, and a number that a step forgets to write must not be
 * right by chance.
 */
public final class Verification {

  private final Stepwise model;
  private final Plan plan;
  private final Interpreter oracle;
  private final Graph graph;
  private final Map<Value, Node> nodes;
  private final Set<Value> compared = new HashSet<>();
  private final Map<String, Finding> worst = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  /**
   * @param model a class generated from {@code plan}
   * @param oracle of the plan's graph, with the model's weights
   */
  public Verification(Stepwise model, Plan plan, Interpreter oracle) {
    this.model = model;
    this.plan = plan;
    this.oracle = oracle;
    this.graph = plan.graph();
    this.nodes = graph.byValue();
    List<String> planned = plan.run().stream().map(Step::id).toList();
    if (!planned.equals(model.steps())) {
      throw new CompilerBug("the class has the steps " + model.steps() + ", the plan " + planned);
    }
  }

  /** Runs one image and compares every step and every output. */
  public void image(float[] image) {
    float[][] outs = new float[graph.outputs().size()][];
    for (int i = 0; i < outs.length; i++) {
      outs[i] = new float[(int) nodes.get(graph.outputs().get(i).value()).type().size()];
    }
    model.run(backwards(image), outs);
    Map<Value, double[]> actual = new HashMap<>();
    actual.put(graph.input().out(), widen(image));
    compared.clear();
    for (int i = 0; i < plan.run().size(); i++) {
      Step step = plan.run().get(i);
      model.runStep(i, image, outs);
      if (!step.covers().isEmpty()) {
        float[] arena = model.arena();
        step(step, actual, arena);
        joined(actual, arena);
      }
    }
    for (int i = 0; i < outs.length; i++) {
      var output = graph.outputs().get(i);
      compare(output.name() + ":out", Numbers.exact(actual.get(output.value())), widen(outs[i]));
    }
  }

  /** What was found, in the order of the steps. */
  public Report report() {
    return new Report(order.stream().map(worst::get).toList());
  }

  private void step(Step step, Map<Value, double[]> actual, float[] arena) {
    Value out = step.covers().get(step.covers().size() - 1);
    double[] found = read(plan.regions().get(out), arena);
    Map<Value, Numbers> expected =
        nodes.get(out).equals(graph.input())
            ? Map.of(out, Numbers.exact(actual.get(out)))
            : oracle.evaluate(step.covers(), actual, tiled(step));
    compare(step.id(), expected.get(out), found);
    actual.put(out, found);
    compared.add(out);
  }

  private static Optional<TiledSum> tiled(Step step) {
    Amplification amplified = step.kernel().amplification();
    return amplified.equals(Amplification.NONE)
        ? Optional.empty()
        : Optional.of(new TiledSum(amplified.factor(), amplified.tile()));
  }

  /**
   * Values that no step computes: concatenations that came about in place, and aliases. Each is
   * checked as soon as all that it is made of is there, before anything may overwrite it.
   */
  private void joined(Map<Value, double[]> actual, float[] arena) {
    for (Node node : graph.nodes()) {
      boolean ready =
          node.type() instanceof Maps
              && !actual.containsKey(node.out())
              && plan.regions().containsKey(node.out())
              && plan.run().stream().noneMatch(s -> s.covers().contains(node.out()))
              && node.op().inputs().stream().allMatch(actual::containsKey);
      if (ready) {
        double[] found = read(plan.regions().get(node.out()), arena);
        compare(
            node.out().name(), oracle.evaluate(List.of(node.out()), actual).get(node.out()), found);
        actual.put(node.out(), found);
      }
    }
  }

  private void compare(String step, Numbers expected, double[] found) {
    Numbers.Deviation deviation = expected.worst(found);
    Finding before = worst.get(step);
    if (before == null) {
      order.add(step);
    }
    if (before == null || deviation.ratio() > before.deviation().ratio()) {
      worst.put(step, new Finding(step, deviation));
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

  private static float[] backwards(float[] image) {
    float[] backwards = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      backwards[i] = image[image.length - 1 - i];
    }
    return backwards;
  }

  private static double[] widen(float[] floats) {
    double[] wide = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      wide[i] = floats[i];
    }
    return wide;
  }
}
