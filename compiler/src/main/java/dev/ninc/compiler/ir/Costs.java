package dev.ninc.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each layer of a graph costs, as papers count it. Meant for the graph before the passes,
 * whose layers are the user's.
 */
public final class Costs {

  /**
   * The cost of one node that gives maps.
   *
   * @param parameters learnt numbers that this node is the first to read; the running statistics of
   *     a batch norm are not learnt
   * @param macs multiply-accumulates for one image; only convolutions have them
   * @param field what one output sees of the input
   */
  public record Cost(Node node, long parameters, long macs, ReceptiveField field) {}

  private final Graph graph;
  private final Map<Value, Node> nodes;
  private final Map<Value, ReceptiveField> fields = new HashMap<>();
  private final Set<Value> counted = new HashSet<>();

  private Costs(Graph graph) {
    this.graph = graph;
    this.nodes = graph.byValue();
  }

  /** The costs of all nodes that give maps, in execution order. */
  public static List<Cost> of(Graph graph) {
    return new Costs(graph).all();
  }

  /** Multiply-accumulates of the whole graph for one image. */
  public static long macs(Graph graph) {
    return of(graph).stream().mapToLong(Cost::macs).sum();
  }

  /** Learnt numbers of the whole graph. */
  public static long parameters(Graph graph) {
    return of(graph).stream().mapToLong(Cost::parameters).sum();
  }

  private List<Cost> all() {
    List<Cost> costs = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.type() instanceof Maps) {
        ReceptiveField field = field(node);
        fields.put(node.out(), field);
        costs.add(new Cost(node, parameters(node.op()), macs(node), field));
      }
    }
    return costs;
  }

  private long parameters(Op op) {
    List<Value> learnt =
        op instanceof Op.BatchNorm norm ? List.of(norm.scale(), norm.shift()) : op.inputs();
    return learnt.stream().mapToLong(this::learnt).sum();
  }

  private long learnt(Value value) {
    Node node = nodes.get(value);
    if (node.type() instanceof Maps || !counted.add(value)) {
      return 0;
    }
    return node.op() instanceof Op.Param param ? param.type().size() : parameters(node.op());
  }

  private long macs(Node node) {
    if (!(node.op() instanceof Op.Conv conv)) {
      return 0;
    }
    return Math.multiplyExact((long) node.maps().pixels(), nodes.get(conv.weight()).type().size());
  }

  private ReceptiveField field(Node node) {
    ReceptiveField before =
        node.op().inputs().stream()
            .filter(fields::containsKey)
            .map(fields::get)
            .reduce(ReceptiveField::union)
            .orElse(ReceptiveField.INPUT);
    if (node.op() instanceof Op.Conv conv) {
      return before.through(conv.window());
    }
    if (node.op() instanceof Op.Pool pool) {
      return before.through(pool.window());
    }
    if (node.op() instanceof Op.GlobalAverage average) {
      Maps in = nodes.get(average.in()).maps();
      return before.through(new Window(in.height(), in.width(), 1, 1, 1, 1, Padding.NONE));
    }
    return before;
  }
}
