package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flows → pieces. */
final class Layout {

  private final Shares shares;
  private final int width;

  /**
   * @param parts all boxes
   */
  Layout(List<Part> parts) {
    this.shares = Shares.of(parts);
    this.width = Card.width(parts, shares);
  }

  Shares shares() {
    return shares;
  }

  /** The whole network. */
  Piece network(List<Flow> flows) {
    return Wrapping.network(stops(flows, flows.get(0).output(), 0));
  }

  /**
   * @param in what enters
   * @param depth frames around it
   */
  private List<Stop> stops(List<Flow> flows, Maps in, int depth) {
    List<Stop> stops = new ArrayList<>();
    Maps before = in;
    for (Flow flow : flows) {
      String shape = changes(flow, before) ? flow.output().toString() : "";
      stops.add(new Stop(piece(flow, before, depth), shape));
      before = flow.output();
    }
    return stops;
  }

  private Piece piece(Flow flow, Maps in, int depth) {
    if (flow instanceof Flow.Fork fork) {
      return new Branches(
          fork.branches().stream().map(b -> branch(b, in, depth)).toList(), card(fork.join()));
    }
    if (flow instanceof Flow.Group group) {
      Piece inner = Wrapping.part(stops(group.flows(), in, depth + 1));
      return new Framed(inner, group.scope(), depth, group.title(), call(group));
    }
    return card(flow.last());
  }

  /** What a frame says beside its title, where that is not told by what stands in it. */
  private static String call(Flow.Group group) {
    return switch (group.scope().role()) {
      case CALL, REPEAT -> CallText.words(group.scope()).orElse("");
      case MLPCONV -> group.title().startsWith("mlpconv") ? "" : "mlpconv";
      case ROUND, LAYER -> "";
    };
  }

  private Optional<Stop> branch(List<Flow> flows, Maps in, int depth) {
    if (flows.isEmpty()) {
      return Optional.empty();
    }
    List<Stop> stops = stops(flows, in, depth);
    return Optional.of(new Stop(Wrapping.part(stops), stops.get(stops.size() - 1).shape()));
  }

  private Card card(Part part) {
    return new Card(part, shares, width);
  }

  /** Whether the last box gives another shape than it, or what it stands in, was given. */
  private static boolean changes(Flow flow, Maps in) {
    if (!flow.output().equals(in)) {
      return true;
    }
    if (!(flow instanceof Flow.Group group)) {
      return false;
    }
    int last = group.flows().size() - 1;
    return changes(group.flows().get(last), last == 0 ? in : group.flows().get(last - 1).output());
  }
}
