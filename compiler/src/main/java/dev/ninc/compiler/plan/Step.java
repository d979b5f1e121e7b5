package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * One piece of work of a plan, run as a whole.
 *
 * @param id a name, unique in the plan: the layer's
 * @param in what it reads of the arena
 * @param out what it writes; empty for a step that hands a result to the caller
 * @param covers the nodes of the graph that it computes, in order; the last one is {@code out}.
 *     Empty for steps that compute nothing, such as zeroing a border
 */
public record Step(
    String id,
    Kernel kernel,
    List<Region> in,
    Optional<Region> out,
    List<Value> covers,
    Origin origin) {

  public Step {
    in = List.copyOf(in);
    covers = List.copyOf(covers);
  }
}
