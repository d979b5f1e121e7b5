package dev.ninc.runtime;

/**
 * Which kernels a model runs at a moment, and why: see {@link Model#report()}.
 *
 * @param name {@code "vector"} or {@code "scalar"}; {@code "opencl"} where a device runs them
 * @param reason one line for people
 */
public record Backend(String name, String reason) {

  /**
   * The system property that forces a choice: {@code vector} from the first call on, or {@code
   * scalar} for good. Where the forced one can't be had, loading a model fails instead of falling
   * back. {@code auto} is what happens without it: scalar first, then vector.
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
