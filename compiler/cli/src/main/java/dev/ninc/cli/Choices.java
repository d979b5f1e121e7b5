package dev.ninc.cli;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a network runs as it does, in words: nothing but a rendering of its plan. A reason that was
 * given for an earlier step is not repeated.
 */
final class Choices {

  private static final List<String> WORDS =
      List.of(
          "A cell is a position of a map with all its channels; a panel is as many outputs as are",
          "computed at a time: `10 px x 32` is 32 of them for 10 pixels. A `:border` is the padding",
          "around a map. java-vector-32 is Java's Vector API on a machine with 32 registers.");

  private static final List<String> OPENCL_WORDS =
      List.of(
          "`64 px x 16` is 16 outputs of 64 pixels, which are positions of a map with all their",
          "channels. The work-items of a work-group share its tile; pixels of several images may be",
          "in one. F(4x4, 5x5) are Winograd's tiles: 4x4 outputs of a window of 5x5 at a time, from",
          "fewer products.");

  private final Plan plan;
  private final Map<String, List<Choice>> choices;
  private final Map<List<Object>, String> given = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Choices(Plan plan) {
    this.plan = plan;
    this.choices = plan.choices().stream().collect(Collectors.groupingBy(Choice::step));
  }

  /** The steps in their order, then what needs none, then the memory. */
  static List<String> lines(Plan plan) {
    Choices text = new Choices(plan);
    text.all();
    return text.lines;
  }

  private void all() {
    lines.add(
        "%s on %s: %s. Where nothing stands below one, there is one way to run it."
            .formatted(
                plan.graph().name(),
                plan.target(),
                Amounts.count(plan.run().size(), "step", "steps")));
    for (Step step : plan.run()) {
      String summary = step.kernel().summary();
      String name = step.id() + " (" + new Lines(step.origin()).words() + ")";
      step(step.id(), summary.isEmpty() ? name : name + ": " + summary);
    }
    for (Node node : plan.graph().nodes()) {
      String name = node.out().name();
      if (plan.run().stream().noneMatch(s -> s.id().equals(name)) && choices.containsKey(name)) {
        step(name, name + " (" + new Lines(node.origin()).words() + "): no step");
      }
    }
    lines.add("");
    lines.addAll(plan.target() instanceof OpenClTarget ? OPENCL_WORDS : WORDS);
    lines.add("");
    lines.addAll(ArenaText.lines(plan));
  }

  private void step(String id, String title) {
    lines.add(title);
    choices.getOrDefault(id, List.of()).forEach(this::choice);
  }

  private void choice(Choice choice) {
    String before = given.putIfAbsent(List.of(choice.taken(), choice.others()), choice.step());
    if (before != null) {
      lines.add("  " + choice.taken().split(":", 2)[0] + ", as " + before);
      return;
    }
    lines.add("  " + choice.taken());
    choice.others().forEach(other -> lines.add("  rather than " + other));
  }
}
