package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Origin;
import java.util.List;
import java.util.stream.Stream;

/** A network in series and in parallel. */
sealed interface Flow {

  /** One box. */
  record Step(Part part) implements Flow {
    @Override
    public Part last() {
      return part;
    }
  }

  /**
   * Branches that begin with the same maps, and the layer that joins them.
   *
   * @param branches an empty one is the identity
   */
  record Fork(List<List<Flow>> branches, Part join) implements Flow {
    public Fork {
      branches = branches.stream().map(List::copyOf).toList();
    }

    @Override
    public Part last() {
      return join;
    }
  }

  /**
   * What a block, a repeat or an mlpconv stands for.
   *
   * @param title its name where it stands
   * @param flows at least one
   */
  record Group(Origin scope, String title, List<Flow> flows) implements Flow {
    public Group {
      flows = List.copyOf(flows);
    }

    @Override
    public Part last() {
      return flows.get(flows.size() - 1).last();
    }
  }

  /** What gives its result. */
  Part last();

  default Maps output() {
    return last().output();
  }

  /** All its boxes, in execution order. */
  default Stream<Part> parts() {
    if (this instanceof Fork fork) {
      return Stream.concat(
          fork.branches().stream().flatMap(List::stream).flatMap(Flow::parts),
          Stream.of(fork.join()));
    }
    return this instanceof Group group
        ? group.flows().stream().flatMap(Flow::parts)
        : Stream.of(last());
  }
}
