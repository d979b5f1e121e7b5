package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import dev.ninc.compiler.interp.Numbers.Deviation;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.verify.BatchVerification;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far each step is from the oracle.
 *
 * @param plans where the names, places and kernels of the steps are from: the first that has one
 * @param pictures what was found of the preprocessing, where the network has one
 * @param reports what was found, by the title of what was run
 */
record VerifyTable(List<Plan> plans, Optional<Finding> pictures, Map<String, Report> reports) {

  private static final String OUT = ":out";

  /** Whether no step is further off than it may be. */
  boolean isRight() {
    return pictures.map(Finding::isAllowed).orElse(true)
        && reports.values().stream().allMatch(r -> r.firstDivergence().isEmpty());
  }

  List<String> lines() {
    boolean blocks =
        steps().stream()
            .flatMap(s -> origin(s).stream())
            .anyMatch(o -> !new Lines(o).inBlock().isEmpty());
    List<TextTable.Align> columns = new ArrayList<>(List.of(RIGHT, LEFT, LEFT));
    List<Object> title = new ArrayList<>(List.of("line", "step", "kernel"));
    if (blocks) {
      columns.add(1, LEFT);
      title.add(1, "block");
    }
    for (String run : reports.keySet()) {
      columns.add(RIGHT);
      title.add(run);
    }
    TextTable table = new TextTable(columns.toArray(TextTable.Align[]::new));
    table.row(title.toArray());
    steps().forEach(step -> table.row(row(step, blocks).toArray()));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "Errors are in units of what float arithmetic may cost in that step: up to 1 is right.");
    if (plans.size() > 1) {
      lines.add("The kernels are those of " + plans.get(0).target() + ".");
    }
    if (steps().stream().anyMatch(s -> s.endsWith(OUT))) {
      lines.add("A step `…" + OUT + "` copies a result of the network to its caller.");
    }
    if (steps().contains(BatchVerification.STEP)) {
      lines.add(
          "`" + BatchVerification.STEP + "` compares images that run together with each alone.");
    }
    pictures.ifPresent(p -> lines.add("pictures: " + verdict(p)));
    reports.forEach((run, report) -> lines.add(verdict(run, report)));
    return lines;
  }

  private static String verdict(Finding pictures) {
    return pictures.isAllowed()
        ? "prepared exactly as the interpreter does."
        : "DIVERGE in `preprocess`: " + number(pictures.deviation()) + ".";
  }

  /** All steps that were compared, in the order in which they ran. */
  private Set<String> steps() {
    Set<String> steps = new LinkedHashSet<>();
    reports.values().forEach(r -> r.findings().forEach(f -> steps.add(f.step())));
    return steps;
  }

  private List<Object> row(String name, boolean blocks) {
    Optional<Step> step = step(name);
    List<Object> row = new ArrayList<>();
    row.add(origin(name).map(o -> "" + new Lines(o).inNetwork()).orElse(""));
    if (blocks) {
      row.add(origin(name).map(o -> new Lines(o).inBlock()).orElse(""));
    }
    row.add(name);
    row.add(step.map(s -> s.kernel().summary()).orElse(""));
    for (Report report : reports.values()) {
      row.add(finding(report, name).map(f -> ratio(f.deviation())).orElse(""));
    }
    return row;
  }

  private Optional<Step> step(String name) {
    return plans.stream()
        .flatMap(p -> p.run().stream())
        .filter(s -> s.id().equals(name))
        .findFirst();
  }

  /** A value that needs no step has a place too. */
  private Optional<Origin> origin(String name) {
    return step(name)
        .map(Step::origin)
        .or(
            () ->
                plans.get(0).graph().nodes().stream()
                    .filter(n -> n.out().name().equals(name))
                    .map(Node::origin)
                    .findFirst());
  }

  private static Optional<Finding> finding(Report report, String step) {
    return report.findings().stream().filter(f -> f.step().equals(step)).findFirst();
  }

  private static String ratio(Deviation deviation) {
    double ratio = deviation.ratio();
    return ratio == 0 ? "exact" : String.format(Locale.ROOT, "%.4f", ratio);
  }

  private String verdict(String run, Report report) {
    return report
        .firstDivergence()
        .map(f -> run + ": DIVERGES, first at `" + f.step() + "`: " + number(f.deviation()) + ".")
        .orElse(run + ": right.");
  }

  private static String number(Deviation d) {
    return String.format(
        Locale.ROOT,
        "number %d is %s, expected %s, may be off by %s",
        d.index(),
        (float) d.actual(),
        d.expected(),
        (float) d.allowed());
  }
}
