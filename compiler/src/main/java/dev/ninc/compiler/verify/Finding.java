package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Numbers;

/**
 * How far a step is from the oracle.
 *
 * @param step the step's name; an output's ends in {@code :out}
 * @param deviation the number that is furthest off, in units of what is allowed
 */
public record Finding(String step, Numbers.Deviation deviation) {

  public boolean isAllowed() {
    return deviation.isAllowed();
  }
}
