package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.interp.TiledSum;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Interpreter oracle;
  private final Graph graph;
  private final Walk walk;
  private final Map<String, Finding> worst = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  /**
   * @param model a class generated from {@code plan}
   * @param oracle of the plan's graph, with the model's weights
   */
  public Verification(Stepwise model, Plan plan, Interpreter oracle) {
    this.model = model;
    this.oracle = oracle;
    this.graph = plan.graph();
    this.walk = new Walk(model, plan);
  }

  /** Runs one image and compares every step and every output. */
  public void image(float[] image) {
    float[][] outs = walk.outputs();
    model.run(backwards(image), outs);
    Map<Value, double[]> actual = walk.image(image, outs, new Checks());
    for (int i = 0; i < outs.length; i++) {
      var output = graph.outputs().get(i);
      compare(
          output.name() + ":out", Numbers.exact(actual.get(output.value())), Floats.widen(outs[i]));
    }
  }

  /** What was found, in the order of the steps. */
  public Report report() {
    return new Report(order.stream().map(worst::get).toList());
  }

  private final class Checks implements Walk.Visitor {

    @Override
    public void step(Step step, Value out, Map<Value, double[]> before, double[] found) {
      Map<Value, Numbers> expected =
          out.equals(graph.input().out())
              ? Map.of(out, Numbers.exact(before.get(out)))
              : oracle.evaluate(step.covers(), before, tiled(step));
      compare(step.id(), expected.get(out), found);
    }

    @Override
    public void joined(Value value, Map<Value, double[]> before, double[] found) {
      compare(value.name(), oracle.evaluate(List.of(value), before).get(value), found);
    }
  }

  private static Optional<TiledSum> tiled(Step step) {
    Amplification amplified = step.kernel().amplification();
    return amplified.equals(Amplification.NONE)
        ? Optional.empty()
        : Optional.of(new TiledSum(amplified.factor(), amplified.tile()));
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

  private static float[] backwards(float[] image) {
    float[] backwards = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      backwards[i] = image[image.length - 1 - i];
    }
    return backwards;
  }
}
