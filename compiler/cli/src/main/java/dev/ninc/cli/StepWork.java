package dev.ninc.cli;

import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a step has to do for one image.
 *
 * @param macs multiply-accumulates as the layers are written; a kernel may do fewer
 * @param bytes that it reads and writes at least: maps, and weights as the layers are written
 */
record StepWork(Step step, long macs, long bytes) {

  /** All steps of a plan, in order. */
  static List<StepWork> of(Plan plan) {
    Graph graph = plan.graph();
    Map<Value, Long> macs = new HashMap<>();
    Costs.of(graph).forEach(c -> macs.put(c.node().out(), c.macs()));
    Map<Value, Node> nodes = graph.byValue();
    List<StepWork> work = new ArrayList<>();
    for (Step step : plan.run()) {
      long sum = step.covers().stream().mapToLong(v -> macs.getOrDefault(v, 0L)).sum();
      work.add(new StepWork(step, sum, Float.BYTES * (maps(step) + weights(step, nodes))));
    }
    return work;
  }

  /** The name of the layer that it is a part of: {@code conv1} of {@code conv1:border}. */
  String layer(Set<String> steps) {
    int colon = step.id().lastIndexOf(':');
    boolean part = colon > 0 && steps.contains(step.id().substring(0, colon));
    return part ? step.id().substring(0, colon) : step.id();
  }

  /**
   * Floats; what comes from the caller or goes to him is as large as what the arena holds of it.
   */
  private static long maps(Step step) {
    long in = step.in().stream().mapToLong(StepWork::size).sum();
    long out = step.out().stream().mapToLong(StepWork::size).sum();
    boolean computes = !step.covers().isEmpty();
    return in + out + (in == 0 && computes ? out : 0) + (out == 0 ? in : 0);
  }

  private static long size(Region region) {
    Maps maps = region.layout().maps();
    return maps.size();
  }

  private static long weights(Step step, Map<Value, Node> nodes) {
    Set<Value> read = new HashSet<>();
    return step.covers().stream()
        .flatMap(v -> Stream.ofNullable(nodes.get(v)))
        .flatMap(n -> n.op().inputs().stream())
        .filter(read::add)
        .map(v -> nodes.get(v).type())
        .filter(Tensor.class::isInstance)
        .mapToLong(t -> t.size())
        .sum();
  }
}
