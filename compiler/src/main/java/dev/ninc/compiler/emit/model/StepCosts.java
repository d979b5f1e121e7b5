package dev.ninc.compiler.emit.model;

import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each step of a plan costs, counted as papers do: on the network as the user wrote it. A
 * layer that a pass folded away counts for the step before it, so that the sum is the network's.
 */
public final class StepCosts {

  /** Learnt numbers, and multiply-accumulates for one image. */
  public record Cost(long parameters, long macs) {

    private Cost plus(Costs.Cost other) {
      return new Cost(parameters + other.parameters(), macs + other.macs());
    }
  }

  private StepCosts() {}

  public static Map<Step, Cost> of(Plan plan, Graph checked) {
    Map<String, Step> byLayer = new HashMap<>();
    Map<Step, Cost> costs = new LinkedHashMap<>();
    Map<String, String> paths = new HashMap<>();
    plan.graph().nodes().forEach(n -> paths.put(n.out().name(), n.origin().path()));
    for (Step step : plan.run()) {
      if (!step.covers().isEmpty()) {
        costs.put(step, new Cost(0, 0));
        step.covers().forEach(v -> byLayer.putIfAbsent(paths.get(v.name()), step));
      }
    }
    Step current = costs.keySet().iterator().next();
    for (Costs.Cost cost : Costs.of(checked)) {
      current = byLayer.getOrDefault(cost.node().origin().path(), current);
      costs.put(current, costs.get(current).plus(cost));
    }
    return costs;
  }
}
