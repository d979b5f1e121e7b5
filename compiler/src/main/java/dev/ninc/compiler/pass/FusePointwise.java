package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Groups a convolution and the pointwise convolutions after it, an {@code mlpconv} of the paper
 * (Lin, Chen and Yan, 2013, section 3.1), into a chain:
 *
 * <pre>
 *   c₁ = conv(x), c₂ = conv1x1(c₁), …, cₙ = conv1x1(cₙ₋₁)   ⟹   chain c₁ → c₂ → … → cₙ
 * </pre>
 *
 * <p>Exact in floating point: no node changes. The chain says that position (y, x) of each stage
 * depends on position (y, x) of the stage before it alone, and that nobody else wants to see it, so
 * that a target may run all stages on a few positions at a time. Relies on each stage after the
 * first having a 1x1 window, stride 1, no padding and one group, and being the only reader of the
 * stage before, which is no output; the first may be any convolution. Chains are as long as they
 * can be.
 */
public final class FusePointwise implements Pass {

  @Override
  public Graph run(Graph graph) {
    Uses uses = new Uses(graph);
    Set<Value> taken = new HashSet<>();
    List<Chain> chains = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv && !taken.contains(node.out())) {
        List<Value> stages = stages(node, uses);
        taken.addAll(stages);
        if (stages.size() > 1) {
          chains.add(new Chain(stages));
        }
      }
    }
    return chains.equals(graph.chains())
        ? graph
        : new Graph(graph.name(), graph.nodes(), graph.outputs(), chains);
  }

  private static List<Value> stages(Node head, Uses uses) {
    List<Value> stages = new ArrayList<>();
    Optional<Node> stage = Optional.of(head);
    while (stage.isPresent()) {
      stages.add(stage.get().out());
      stage = uses.soleReader(stage.get().out()).filter(FusePointwise::isPointwise);
    }
    return stages;
  }

  private static boolean isPointwise(Node node) {
    return node.op() instanceof Op.Conv conv && conv.window().isPointwise() && conv.groups() == 1;
  }
}
