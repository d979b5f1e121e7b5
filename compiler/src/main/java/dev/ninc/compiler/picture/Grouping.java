package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts what stands in one block next to each other into one group, and groups into one box. */
final class Grouping {

  private Grouping() {}

  /** The flows with a group around what belongs to one statement. */
  static List<Flow> grouped(List<Flow> flows) {
    return grouped(flows, 0);
  }

  /**
   * @param depth the scopes that are groups around these flows already
   */
  private static List<Flow> grouped(List<Flow> flows, int depth) {
    List<Flow> result = new ArrayList<>();
    int i = 0;
    while (i < flows.size()) {
      Optional<Origin> scope = scope(flows.get(i), depth);
      int end = i + 1;
      while (scope.isPresent()
          && end < flows.size()
          && scope(flows.get(end), depth).equals(scope)) {
        end++;
      }
      List<Flow> run = flows.subList(i, end);
      result.add(
          scope.isPresent()
              ? group(scope.get(), grouped(run, depth + 1))
              : branches(run.get(0), depth));
      i = end;
    }
    return result;
  }

  /** A round that holds nothing but one group needs no frame: the group's name has its number. */
  private static Flow group(Origin scope, List<Flow> flows) {
    String path = scope.path();
    if (scope.role() == Origin.Role.ROUND
        && flows.size() == 1
        && flows.get(0) instanceof Flow.Group one) {
      String number = path.substring(path.lastIndexOf('.') + 1);
      return new Flow.Group(one.scope(), number + "." + one.title(), one.flows());
    }
    return new Flow.Group(scope, Part.shown(path, scope.around()), flows);
  }

  private static Flow branches(Flow flow, int depth) {
    return flow instanceof Flow.Fork fork
        ? new Flow.Fork(fork.branches().stream().map(b -> grouped(b, depth)).toList(), fork.join())
        : flow;
  }

  private static Optional<Origin> scope(Flow flow, int depth) {
    List<Origin> scopes = flow.last().scopes();
    return depth < scopes.size() ? Optional.of(scopes.get(depth)) : Optional.empty();
  }

  /** The flows with each block as one box; repetitions stay frames. */
  static List<Flow> collapsed(List<Flow> flows) {
    return flows.stream().map(Grouping::collapsed).toList();
  }

  private static Flow collapsed(Flow flow) {
    if (flow instanceof Flow.Group group) {
      boolean block =
          group.scope().role() == Origin.Role.CALL || group.scope().role() == Origin.Role.MLPCONV;
      return block
          ? new Flow.Step(box(group))
          : new Flow.Group(group.scope(), group.title(), collapsed(group.flows()));
    }
    return flow instanceof Flow.Fork fork
        ? new Flow.Fork(fork.branches().stream().map(Grouping::collapsed).toList(), fork.join())
        : flow;
  }

  private static Part box(Flow.Group group) {
    List<Part> parts = group.parts().toList();
    String count = parts.size() == 1 ? "1 layer" : count(parts.size()) + " layers";
    return new Part(
        Kind.BLOCK,
        group.scope().path(),
        group.title(),
        CallText.words(group.scope()).map(w -> w + ", " + count).orElse(count),
        group.output(),
        parts.stream().mapToLong(Part::parameters).sum(),
        parts.stream().mapToLong(Part::macs).sum(),
        parts.stream().flatMap(p -> p.outputs().stream()).toList(),
        group.scope().around(),
        "",
        group.scope().span().toString());
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
