package dev.ninc.compiler.emit.model;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The layer table in the header of a generated class: a row for each step that computes. */
public final class LayerTable {

  private static final List<String> TITLE =
      List.of("line", "step", "layer", "output", "parameters", "MACs", "kernel");

  /** Columns of numbers, which stand on the right. */
  private static final List<Integer> NUMBERS = List.of(0, 4, 5);

  private final Plan plan;
  private final Map<Step, StepCosts.Cost> costs;
  private final Function<Step, String> name;
  private final Function<Step, String> layer;

  /**
   * @param checked the network as the user wrote it
   * @param name what a step is called in the generated code
   * @param layer what it computes, in a few words
   */
  public LayerTable(
      Plan plan, Graph checked, Function<Step, String> name, Function<Step, String> layer) {
    this.plan = plan;
    this.costs = StepCosts.of(plan, checked);
    this.name = name;
    this.layer = layer;
  }

  /** The lines, columns aligned. */
  public List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLE);
    for (Step step : plan.run()) {
      if (!step.covers().isEmpty()) {
        rows.add(row(step));
      }
    }
    int[] widths =
        IntStream.range(0, TITLE.size())
            .map(
                c -> rows.stream().map(r -> r.get(c).length()).max(Comparator.naturalOrder()).get())
            .toArray();
    return rows.stream().map(r -> line(r, widths)).toList();
  }

  private List<String> row(Step step) {
    long parameters = costs.get(step).parameters();
    long macs = costs.get(step).macs();
    return List.of(
        "" + step.origin().outermost().span().line(),
        name.apply(step),
        layer.apply(step),
        step.out().orElseThrow().layout().maps().toString(),
        parameters == 0 ? "" : Lines.count(parameters),
        macs == 0 ? "" : Lines.count(macs),
        step.kernel().summary());
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            c -> {
              String padding = " ".repeat(widths[c] - row.get(c).length());
              return NUMBERS.contains(c) ? padding + row.get(c) : row.get(c) + padding;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
