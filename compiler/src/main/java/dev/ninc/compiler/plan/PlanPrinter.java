package dev.ninc.compiler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Plans as text, for dumps and tests. */
public final class PlanPrinter {

  private PlanPrinter() {}

  /** The arena, the steps in their order, and why they are as they are; ends in a line feed. */
  public static String print(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "plan of %s for %s, arena of %,d floats",
            plan.graph().name(),
            plan.target(),
            plan.arenaSize()));
    lines.add("");
    plan.buffers()
        .forEach(b -> lines.add("buffer " + b.offset() + ".." + b.end() + " " + b.name()));
    lines.add("");
    plan.run().forEach(s -> lines.add(step(s)));
    if (!plan.choices().isEmpty()) {
      lines.add("");
    }
    plan.choices().forEach(c -> lines.add(choice(c)));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }

  private static String choice(Choice choice) {
    String others = String.join("; ", choice.others());
    return "choice "
        + choice.step()
        + ": "
        + choice.taken()
        + (others.isEmpty() ? "" : "; rather than " + others);
  }

  private static String step(Step step) {
    String kernel = step.kernel().getClass().getSimpleName();
    String summary = step.kernel().summary();
    String in = step.in().stream().map(PlanPrinter::region).collect(Collectors.joining(", "));
    String out = step.out().map(PlanPrinter::region).orElse("");
    return "step "
        + step.id()
        + ": "
        + kernel
        + (summary.isEmpty() ? "" : " (" + summary + ")")
        + (in.isEmpty() ? "" : " of " + in)
        + (out.isEmpty() ? "" : " to " + out);
  }

  /** {@code 96x16x16 at 98304 by 96 and 1920}: the start, and a pixel and a row in floats. */
  private static String region(Region region) {
    Layout layout = region.layout();
    String strides =
        layout instanceof Pixels p
            ? " by " + p.pixelStride() + " and " + p.rowStride()
            : " as " + layout.getClass().getSimpleName();
    return layout.maps() + " at " + region.start() + strides;
  }
}
