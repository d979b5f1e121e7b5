package dev.ninc.compiler.plan;

import java.util.List;

/**
 * Why a step runs as it does, in words for the user.
 *
 * @param step the step's id; for a layer that needs no step, its name
 * @param taken the kernel, and why
 * @param others what else there was, each with why not
 */
public record Choice(String step, String taken, List<String> others) {

  public Choice {
    others = List.copyOf(others);
  }
}
