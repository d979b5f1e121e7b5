package dev.ninc.cli;

import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Why a network runs as it does, in words. */
final class Choices {

  private Choices() {}

  /** A line for each choice that the planner had, and one for what it did not take. */
  static List<String> lines(Plan plan) {
    if (plan.choices().isEmpty()) {
      return List.of("There was nothing to choose: each layer has one way to run.");
    }
    List<String> lines = new ArrayList<>();
    for (Choice choice : plan.choices()) {
      lines.add("`" + choice.step() + "` runs as " + choice.taken() + ";");
      lines.add("  it could have run as " + String.join(", or as ", choice.others()) + ".");
    }
    return lines;
  }
}
