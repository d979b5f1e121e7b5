package dev.ninc.cli;

import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The steps of a layer in several plans of one network, so that their times can be compared. Where
 * the layer is in a loop with others in one of the plans, they belong to it in all.
 *
 * @param layer its name
 * @param values what is computed
 */
record StepGroup(String layer, Set<Value> values) {

  /** What prepares a Winograd convolution. */
  private static final List<String> PARTS = List.of(":tiles", ":products");

  static StepGroup of(String layer, List<Plan> plans) {
    Value value = new Value(layer);
    Set<Value> values = new HashSet<>();
    for (Plan plan : plans) {
      plan.run().stream()
          .filter(step -> step.covers().contains(value))
          .forEach(step -> values.addAll(step.covers()));
    }
    return new StepGroup(layer, values);
  }

  /**
   * @param seconds of each step of the plan
   */
  double seconds(Plan plan, List<Double> seconds) {
    return IntStream.range(0, plan.run().size())
        .filter(i -> has(plan.run().get(i)))
        .mapToDouble(seconds::get)
        .sum();
  }

  /** The numbers of the steps in a plan. */
  List<Integer> steps(Plan plan) {
    return IntStream.range(0, plan.run().size())
        .filter(i -> has(plan.run().get(i)))
        .boxed()
        .toList();
  }

  /** A step that computes nothing of the graph prepares another one: {@code conv1:tiles}. */
  private boolean has(Step step) {
    return step.covers().stream().anyMatch(values::contains)
        || step.covers().isEmpty() && PARTS.stream().anyMatch(p -> step.id().equals(layer + p));
  }
}
