package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Aliases;
import dev.ninc.compiler.plan.Buffer;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Placement;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a graph for Java: which chains run as one loop, where each value lies, and the steps.
 *
 * <p>Maps lie channels last in one arena, with zero borders where a convolution reads beyond the
 * image, and branches of a concatenation lie inside it. The three Java targets get the same arena
 * and the same steps; only the tiles differ.
 */
public final class JavaPlanner implements Work.Cases<Step> {

  private final Graph graph;
  private final JavaTarget target;
  private final Map<Value, Node> nodes;
  private final Placement placement;
  private final Algorithms algorithms;
  private final Geometry geometry;
  private final Memory memory;
  private final Map<Value, Region> regions;
  private final Map<Value, Region> tiles;
  private final List<Work> schedule;
  private final List<Choice> choices = new ArrayList<>();
  private final List<Load> load = new ArrayList<>();

  private JavaPlanner(Graph graph, JavaTarget target, Policy policy) {
    this.graph = graph;
    this.target = target;
    this.nodes = graph.byValue();
    Decisions decided = Decisions.of(graph, policy, choices);
    List<Chain> fused = decided.fused();
    this.algorithms = decided.algorithms();
    Set<Value> inside = Schedule.between(fused);
    Aliases aliases = new Aliases(graph);
    this.placement = new Placement(graph, aliases, inside);
    this.geometry = new Geometry(graph, aliases, placement, inside, algorithms);
    this.schedule = Schedule.of(graph, aliases, placement, fused, algorithms, geometry.bordered());
    this.memory = new Memory(graph, aliases, placement, geometry, schedule);
    this.regions = memory.regions(inside);
    this.tiles = memory.tiles(algorithms.transformed());
  }

  /**
   * Plans a graph that {@link JavaLimits} found no fault with.
   *
   * @param target which also says how many pixels a kernel takes
   * @param policy what the caller has decided
   */
  public static Plan plan(Graph graph, JavaTarget target, Policy policy) {
    return new JavaPlanner(graph, target, policy).plan();
  }

  private Plan plan() {
    List<Step> steps =
        schedule.stream().filter(this::isNeeded).map(work -> work.match(this)).toList();
    steps.forEach(step -> Reasons.of(step, target).ifPresent(choices::add));
    graph.nodes().stream()
        .filter(node -> placement.isInPlace(node.out()))
        .forEach(node -> choices.add(Reasons.inPlace(node.out().name())));
    return new Plan(graph, target, 1, memory.buffers(), regions, load, steps, choices);
  }

  /** A border that no other buffer overwrites stays zero. */
  private boolean isNeeded(Work work) {
    return !(work instanceof Work.Zero zero) || memory.isShared(zero.root());
  }

  @Override
  public Step zero(Work.Zero work) {
    JavaKernel kernel = new JavaKernel.ZeroBorder(frame(work.root()));
    return step(work, work.root().name() + ":border", kernel, List.of());
  }

  @Override
  public Step write(Work.Write work) {
    // Named by the output: one value may be two outputs, for a dropped dropout gives what it gets.
    String id = graph.outputs().get(work.output()).name() + ":out";
    return step(work, id, new JavaKernel.Write(work.output()), List.of());
  }

  @Override
  public Step tiles(Work.Tiles work) {
    Node node = work.node();
    Region in = in(work).get(0);
    Conv2d conv =
        new Conv2d(
            node.out(), (Op.Conv) node.op(), (Pixels) in.layout(), pixels(node.out()), false);
    WinogradGrid grid = algorithms.grid(node.out()).orElseThrow();
    return new Step(
        work.tiles().name(),
        new ConvolutionKernel.WinogradTiles(conv, grid),
        List.of(in),
        Optional.of(tiles.get(work.tiles())),
        List.of(),
        node.origin());
  }

  @Override
  public Step compute(Work.Compute work) {
    Value value = work.node().out();
    JavaKernel kernel =
        work.chain()
            .<JavaKernel>map(chain -> fused(chain, regions.get(work.reads().get(0))))
            .orElseGet(
                () ->
                    new KernelChoice(work.node(), this::pixels, target, algorithms, load).kernel());
    return step(work, value.name(), kernel, work.chain().map(Chain::stages).orElse(List.of(value)));
  }

  private Step step(Work work, String id, JavaKernel kernel, List<Value> covers) {
    Optional<Region> out =
        covers.isEmpty() ? Optional.empty() : Optional.of(regions.get(work.node().out()));
    return new Step(id, kernel, in(work), out, covers, work.node().origin());
  }

  private List<Region> in(Work work) {
    return work.reads().stream().map(v -> regions.getOrDefault(v, tiles.get(v))).toList();
  }

  private Pixels pixels(Value value) {
    return (Pixels) regions.get(value).layout();
  }

  private JavaKernel.ZeroBorder.Frame frame(Value root) {
    Border border = geometry.border(root);
    int pixel = geometry.pixelStride(root);
    return new JavaKernel.ZeroBorder.Frame(
        memory.buffer(root).offset(),
        geometry.rows(root),
        geometry.rowStride(root),
        border.top(),
        border.left() * pixel,
        border.bottom(),
        border.right() * pixel);
  }

  private JavaKernel.Fused fused(Chain chain, Region in) {
    int band = geometry.band(chain, target);
    List<Region> between = new ArrayList<>();
    int offset = 0;
    for (Value value : Schedule.between(chain)) {
      int size = Math.toIntExact(geometry.bandSize(value, band));
      Buffer buffer = new Buffer(value.name(), offset, size);
      between.add(new Region(buffer, 0, geometry.band(value, band)));
      offset = buffer.end();
    }
    List<ConvolutionKernel.Stage> stages = new ArrayList<>();
    Pixels from = (Pixels) in.layout();
    for (int i = 0; i < chain.stages().size(); i++) {
      Node stage = nodes.get(chain.stages().get(i));
      Region to = i < between.size() ? between.get(i) : regions.get(chain.last());
      Pixels wholeMaps = withMaps((Pixels) to.layout(), stage.maps());
      Conv2d conv = new Conv2d(stage.out(), (Op.Conv) stage.op(), from, wholeMaps, true);
      stages.add(KernelChoice.convolution(conv, target, load));
      from = wholeMaps;
    }
    return new JavaKernel.Fused(stages, between, band);
  }

  /** The strides of a band, told the whole maps: a stage walks over both in rows. */
  private static Pixels withMaps(Pixels band, Maps maps) {
    return new Pixels(maps, band.pixelStride(), band.rowStride());
  }
}
