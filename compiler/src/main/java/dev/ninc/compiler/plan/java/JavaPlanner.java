package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Arena;
import dev.ninc.compiler.plan.Buffer;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
public final class JavaPlanner {

  private final Graph graph;
  private final JavaTarget target;
  private final Map<Value, Node> nodes;
  private final List<Chain> fused;
  private final Aliases aliases;
  private final Placement placement;
  private final Geometry geometry;
  private final List<Choice> choices = new ArrayList<>();
  private final List<Load> load = new ArrayList<>();

  private JavaPlanner(Graph graph, JavaTarget target, Chains chains) {
    this.graph = graph;
    this.target = target;
    this.nodes = graph.byValue();
    this.fused = new ChainChoice(graph, chains, choices).fused();
    Set<Value> inside = Schedule.between(fused);
    this.aliases = new Aliases(graph);
    this.placement = new Placement(graph, aliases, inside);
    this.geometry = new Geometry(graph, aliases, placement, inside);
  }

  /**
   * Plans a graph.
   *
   * @throws ArithmeticException if the activations of one image exceed 2³¹ − 1 floats
   */
  public static Plan plan(Graph graph, JavaTarget target, Chains chains) {
    return new JavaPlanner(graph, target, chains).plan();
  }

  private Plan plan() {
    List<Work> work = Schedule.of(graph, aliases, placement, fused, geometry.bordered());
    Map<String, Buffer> buffers = place(work);
    Map<Value, Region> regions = regions(buffers);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < work.size(); i++) {
      Work w = work.get(i);
      boolean needless =
          w.kind() == Work.Kind.ZERO && !isShared(buffers.get(name(w.writes().get())), buffers);
      if (!needless) {
        steps.add(step(w, regions, buffers));
      }
    }
    return new Plan(graph, target, 1, List.copyOf(buffers.values()), regions, load, steps, choices);
  }

  // Memory ----------------------------------------------------------------------------------------

  private Map<String, Buffer> place(List<Work> work) {
    Map<String, int[]> lives = new LinkedHashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    for (int i = 0; i < work.size(); i++) {
      Work w = work.get(i);
      List<Value> touched = new ArrayList<>(w.reads());
      w.writes().ifPresent(touched::add);
      for (Value v : touched) {
        Value root = placement.root(v);
        live(lives, name(root), i);
        sizes.put(name(root), geometry.size(root));
      }
      if (w.chain().isPresent()) {
        for (Value between : inside(w.chain().get())) {
          live(lives, name(between), i);
          sizes.put(name(between), size(geometry.band(between, band(w.chain().get()))));
        }
      }
    }
    List<Arena.Request> requests = new ArrayList<>();
    lives.forEach(
        (name, life) -> requests.add(new Arena.Request(name, sizes.get(name), life[0], life[1])));
    Map<String, Buffer> placed = new LinkedHashMap<>();
    Arena.place(requests).forEach(b -> placed.put(b.name(), b));
    return placed;
  }

  private static void live(Map<String, int[]> lives, String name, int step) {
    lives.computeIfAbsent(name, n -> new int[] {step, step})[1] = step;
  }

  /** A buffer that shares its place with another one can't rely on its border staying zero. */
  private static boolean isShared(Buffer buffer, Map<String, Buffer> buffers) {
    return buffers.values().stream()
        .anyMatch(b -> b != buffer && b.offset() < buffer.end() && buffer.offset() < b.end());
  }

  private static int size(Pixels layout) {
    return Math.multiplyExact(layout.maps().height(), layout.rowStride());
  }

  private Map<Value, Region> regions(Map<String, Buffer> buffers) {
    Map<Value, Region> regions = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Value value = aliases.of(node.out());
      Value root = placement.root(value);
      if (node.type() instanceof Maps && buffers.containsKey(name(root)) && !isInside(value)) {
        regions.put(
            node.out(),
            new Region(
                buffers.get(name(root)),
                geometry.origin(root) + placement.channel(value),
                geometry.layout(value)));
      }
    }
    return regions;
  }

  private boolean isInside(Value value) {
    return fused.stream().anyMatch(c -> inside(c).contains(value));
  }

  private static List<Value> inside(Chain chain) {
    return chain.stages().subList(0, chain.stages().size() - 1);
  }

  private int band(Chain chain) {
    return ChainChoice.band(nodes.get(chain.last()).maps());
  }

  private static String name(Value value) {
    return value.name();
  }

  // Steps -----------------------------------------------------------------------------------------

  private Step step(Work w, Map<Value, Region> regions, Map<String, Buffer> buffers) {
    List<Region> in = w.reads().stream().map(regions::get).toList();
    return switch (w.kind()) {
      case ZERO ->
          new Step(
              w.writes().get().name() + ":border",
              new JavaKernel.ZeroBorder(frame(w.writes().get(), buffers)),
              in,
              Optional.empty(),
              List.of(),
              w.node().origin());
      case WRITE ->
          new Step(
              // One value may be two outputs: a dropped dropout gives what it gets.
              graph.outputs().get(w.output()).name() + ":out",
              new JavaKernel.Write(w.output()),
              in,
              Optional.empty(),
              List.of(),
              w.node().origin());
      case COMPUTE -> compute(w, in, regions, buffers);
    };
  }

  private Step compute(
      Work w, List<Region> in, Map<Value, Region> regions, Map<String, Buffer> buffers) {
    Region out = regions.get(w.node().out());
    JavaKernel kernel =
        w.chain().isPresent()
            ? fused(w.chain().get(), in.get(0), out, buffers)
            : new KernelChoice(w.node(), in, out, target, load).kernel();
    List<Value> covers = w.chain().map(Chain::stages).orElse(List.of(w.node().out()));
    return new Step(w.node().out().name(), kernel, in, Optional.of(out), covers, w.node().origin());
  }

  private JavaKernel.ZeroBorder.Frame frame(Value root, Map<String, Buffer> buffers) {
    Border border = geometry.border(root);
    int pixel = geometry.pixelStride(root);
    return new JavaKernel.ZeroBorder.Frame(
        buffers.get(name(root)).offset(),
        geometry.rows(root),
        geometry.rowStride(root),
        border.top(),
        border.left() * pixel,
        border.bottom(),
        border.right() * pixel);
  }

  private JavaKernel.Fused fused(Chain chain, Region in, Region out, Map<String, Buffer> buffers) {
    int band = band(chain);
    List<Region> between =
        inside(chain).stream()
            .map(v -> new Region(buffers.get(name(v)), 0, geometry.band(v, band)))
            .toList();
    List<JavaKernel.Direct> stages = new ArrayList<>();
    Pixels from = (Pixels) in.layout();
    for (int i = 0; i < chain.stages().size(); i++) {
      boolean last = i == chain.stages().size() - 1;
      Pixels to = (Pixels) (last ? out.layout() : between.get(i).layout());
      Node stage = nodes.get(chain.stages().get(i));
      Op.Conv conv = (Op.Conv) stage.op();
      stages.add(
          KernelChoice.direct(
              new Conv2d(stage.out(), conv, from, withMaps(to, stage.maps()), true), target, load));
      from = withMaps(to, stage.maps());
    }
    return new JavaKernel.Fused(stages, between, band);
  }

  /** The strides of a band, told the whole maps: a stage walks over both in rows. */
  private static Pixels withMaps(Pixels band, Maps maps) {
    return new Pixels(maps, band.pixelStride(), band.rowStride());
  }
}
