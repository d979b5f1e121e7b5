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
import java.util.Optional;

/**
 * Plans a graph for OpenCL: where each value and each weight lies, and the steps. One step is one
 * kernel, enqueued once for all images of a batch; the plan is for one image.
 *
 * <p>Maps lie channels last in one arena, without borders, and branches of a concatenation lie
 * inside it. What {@link Fusions} makes one kernel of is one step, and what lies inside of it has
 * no place.
 */
public final class OpenClPlanner {

  private final Graph graph;
  private final OpenClTarget target;
  private final DeviceProfile profile;
  private final Fusions fusions;
  private final Placement placement;
  private final List<Choice> choices = new ArrayList<>();
  private final Algorithms algorithms;
  private final List<Task> tasks;
  private final Activations activations;
  private final WeightSpace weights;
  private final FusedKernels fused;
  private final KernelNames names = new KernelNames();

  private OpenClPlanner(Graph graph, OpenClTarget target, DeviceProfile profile, Policy policy) {
    this.graph = graph;
    this.target = target;
    this.profile = profile;
    Aliases aliases = new Aliases(graph);
    this.algorithms =
        new Algorithms(graph, new AlgorithmChoice(graph, policy, profile, choices).all(), profile);
    this.fusions = new Fusions(graph, profile, policy.chains(), algorithms::isPlain);
    this.choices.addAll(fusions.choices());
    this.placement = new Placement(graph, aliases, fusions.inside());
    this.tasks = Task.of(graph, aliases, placement, fusions, algorithms);
    this.activations = new Activations(graph, aliases, placement, algorithms, tasks);
    this.weights = new WeightSpace(DeviceMemory.zeros(graph));
    this.fused = new FusedKernels(graph.byValue(), this::layout, weights);
  }

  /**
   * Plans a graph that {@link OpenClLimits} found no fault with.
   *
   * @param policy what the caller has decided: an algorithm is an {@link OpenClAlgorithm}, and
   *     chains are {@link Fusions}
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
    Optional<Fusion> fusion = fusions.of(value);
    String name = names.next(written.name());
    OpenClKernel kernel =
        fusion
            .map(f -> fused.of(f, name))
            .orElseGet(
                () ->
                    new KernelChoice(name, task, this::layout, profile, algorithms, weights)
                        .kernel());
    Optional<Region> out = Optional.of(activations.of(written));
    List<Value> alone = written.equals(value) ? List.of(value) : List.of();
    List<Value> covers = fusion.map(Fusion::covers).orElse(alone);
    return new Step(written.name(), kernel, in, out, covers, task.node().origin());
  }

  private Pixels layout(Value value) {
    return (Pixels) activations.regions().get(value).layout();
  }
}
