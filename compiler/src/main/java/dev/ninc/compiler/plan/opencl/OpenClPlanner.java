package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Placement;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a graph for OpenCL: where each value and each weight lies, and the steps. One step is one
 * kernel, enqueued once for all images of a batch; the plan is for one image.
 *
 * <p>Maps lie channels last in one arena, without borders, and branches of a concatenation lie
 * inside it. The stages of a chain are steps of their own.
 */
public final class OpenClPlanner {

  private final Graph graph;
  private final OpenClTarget target;
  private final DeviceProfile profile;
  private final Placement placement;
  private final List<Choice> choices = new ArrayList<>();
  private final Algorithms algorithms;
  private final List<Task> tasks;
  private final Activations activations;
  private final WeightSpace weights;
  private final KernelNames names = new KernelNames();

  private OpenClPlanner(Graph graph, OpenClTarget target, DeviceProfile profile, Policy policy) {
    this.graph = graph;
    this.target = target;
    this.profile = profile;
    Aliases aliases = new Aliases(graph);
    this.placement = new Placement(graph, aliases, Set.of());
    this.algorithms =
        new Algorithms(graph, new AlgorithmChoice(graph, policy, profile, choices).all(), profile);
    this.tasks = Task.of(graph, aliases, placement, algorithms);
    this.activations = new Activations(graph, aliases, placement, algorithms, tasks);
    this.weights = new WeightSpace(DeviceMemory.zeros(graph));
  }

  /**
   * Plans a graph that {@link OpenClLimits} found no fault with.
   *
   * @param policy what the caller has decided: an algorithm is an {@link OpenClAlgorithm}; how
   *     chains run does not matter to OpenCL yet
   */
  public static Plan plan(Graph graph, OpenClTarget target, Policy policy) {
    return plan(graph, target, target.profile(), policy);
  }

  /**
   * Plans a graph for another device than the target's usual one.
   *
   * @throws IllegalArgumentException if the device is too small for any tile
   */
  public static Plan plan(Graph graph, OpenClTarget target, DeviceProfile profile, Policy policy) {
    return new OpenClPlanner(graph, target, profile, policy).plan();
  }

  private Plan plan() {
    List<Step> steps = tasks.stream().map(this::step).toList();
    steps.forEach(step -> Reasons.of(step).ifPresent(choices::add));
    graph.nodes().stream()
        .filter(node -> placement.isInPlace(node.out()))
        .forEach(node -> choices.add(Reasons.inPlace(node.out().name())));
    return new Plan(
        graph,
        target,
        1,
        activations.buffers(),
        activations.regions(),
        weights.load(),
        steps,
        choices);
  }

  private Step step(Task task) {
    List<Region> in = task.reads().stream().map(activations::of).toList();
    return task.output().isPresent() ? write(task, in) : compute(task, in);
  }

  private Step write(Task task, List<Region> in) {
    int output = task.output().getAsInt();
    // Named by the output: one value may be two outputs, for a dropped dropout gives what it gets.
    String id = graph.outputs().get(output).name() + ":out";
    int size = Math.toIntExact(task.node().maps().size());
    Launch launch = new Launches(profile).each(names.next(id), size, 1);
    OpenClKernel kernel = new OpenClKernel.Write(launch, output, DeviceMemory.out(graph, output));
    return new Step(id, kernel, in, Optional.empty(), List.of(), task.node().origin());
  }

  private Step compute(Task task, List<Region> in) {
    Value value = task.node().out();
    Value written = task.writes().orElseThrow();
    Map<Value, Region> regions = activations.regions();
    OpenClKernel kernel =
        new KernelChoice(
                names.next(written.name()),
                task,
                v -> (Pixels) regions.get(v).layout(),
                profile,
                algorithms,
                weights)
            .kernel();
    Optional<Region> out = Optional.of(activations.of(written));
    List<Value> covers = written.equals(value) ? List.of(value) : List.of();
    return new Step(written.name(), kernel, in, out, covers, task.node().origin());
  }
}
