package dev.ninc.runtime;

/**
 * Which kernels a model runs, and why.
 *
 * @param name {@code "vector"} or {@code "scalar"}
 * @param reason one line for people
 */
public record Backend(String name, String reason) {

  /**
   * The system property that forces a choice: {@code vector} or {@code scalar}. Where the forced
   * one can't be had, loading a model fails instead of falling back.
   */
  public static final String PROPERTY = "ninc.backend";

  public boolean isVector() {
    return name.equals("vector");
  }

  @Override
  public String toString() {
    return name + " (" + reason + ")";
  }
}
