package dev.ninc.runtime;

/**
 * A parameter of a network, and the value that a class was generated for.
 *
 * @param value as the language writes it: {@code 192}, {@code 0.5}
 */
public record Parameter(String name, String value) {

  /** {@code width = 192}. */
  @Override
  public String toString() {
    return name + " = " + value;
  }
}
