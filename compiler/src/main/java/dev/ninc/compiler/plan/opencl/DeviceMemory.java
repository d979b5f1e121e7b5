package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import java.util.Map;

/**
 * Sizes of the buffers that kernels work on, in floats.
 *
 * @param in of one image of the input
 * @param arena from an image's activations to the next image's: a multiple of 16
 * @param zeros the first floats of the weights, which are zero: what a window's tap outside of the
 *     image reads instead. As many as any convolution reads channels, rounded up to 16
 * @param weights all weights, the zeros included
 * @param out of one image's results: all outputs, one after the other
 */
public record DeviceMemory(int in, int arena, int zeros, int weights, int out) {

  /**
   * The sizes for a plan for an OpenCL target.
   *
   * @throws ArithmeticException where one would exceed 2³¹ − 1
   */
  public static DeviceMemory of(Plan plan) {
    int zeros = zeros(plan.graph());
    int weights =
        plan.load().stream()
            .map(load -> (OpenClForm) load.form())
            .mapToInt(form -> Math.addExact(form.at(), form.floats()))
            .max()
            .orElse(zeros);
    return new DeviceMemory(
        Math.toIntExact(plan.graph().input().maps().size()),
        Align.up(plan.arenaSize(), Align.LINE),
        zeros,
        weights,
        out(plan.graph(), plan.graph().outputs().size()));
  }

  /** Zeros that the weights begin with; at least one line of them. */
  static int zeros(Graph graph) {
    Map<Value, Node> nodes = graph.byValue();
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Conv)
        .map(node -> nodes.get(((Op.Conv) node.op()).in()).maps())
        .mapToInt(in -> Align.up(in.channels(), Align.LINE))
        .max()
        .orElse(Align.LINE);
  }

  /** Where output number {@code output} begins in an image's results. */
  static int out(Graph graph, int output) {
    return graph.outputs().stream()
        .limit(output)
        .mapToInt(o -> Math.toIntExact(graph.node(o.value()).maps().size()))
        .reduce(0, Math::addExact);
  }
}
