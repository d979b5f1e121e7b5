package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a graph runs on a target.
 *
 * @param images images that one pass over {@code run} takes; 1 for inference, where the batch is a
 *     loop
 * @param buffers the arena, in the order of its buffers' first use
 * @param regions where each value of maps lies while it is alive; values inside a fused step have
 *     none
 * @param load what is done once with the weights
 * @param run the steps, in order
 * @param choices why, for each decision; a step may be several times among them, or not at all
 */
public record Plan(
    Graph graph,
    Target target,
    int images,
    List<Buffer> buffers,
    Map<Value, Region> regions,
    List<Load> load,
    List<Step> run,
    List<Choice> choices) {

  public Plan {
    buffers = List.copyOf(buffers);
    regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
    load = List.copyOf(load);
    run = List.copyOf(run);
    choices = List.copyOf(choices);
    if (images < 1 || run.stream().map(Step::id).distinct().count() != run.size()) {
      throw new IllegalArgumentException("no images, or two steps of one name");
    }
  }

  /** Floats that the arena needs for {@link #images}. */
  public int arenaSize() {
    return buffers.stream().mapToInt(Buffer::end).max().orElse(0);
  }
}
