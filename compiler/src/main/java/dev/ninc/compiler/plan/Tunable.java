package dev.ninc.compiler.plan;

import java.util.List;

/**
 * A layer that a target can compute in more ways than one.
 *
 * @param name of the layer
 * @param shape in words, with all that a measurement depends on: {@code 5x5, 96 → 192, ReLU, to
 *     16x16}
 * @param candidates the ways that are worth a measurement, as {@link Policy#algorithms} takes them
 * @param possible all that may be asked for
 */
public record Tunable(String name, String shape, List<String> candidates, List<String> possible) {

  public Tunable {
    candidates = List.copyOf(candidates);
    possible = List.copyOf(possible);
  }
}
