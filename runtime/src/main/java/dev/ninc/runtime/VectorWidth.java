package dev.ninc.runtime;

/**
 * How wide the vector kernels work here. Generated code asks once, when its class is initialised.
 */
public final class VectorWidth {

  /** The system property that forces a width: 128, 256 or 512 bits. For tests. */
  public static final String BITS = "ninc.vector.bits";

  /** The system property that forces the kernels for 16 or 32 vector registers. For tests. */
  public static final String REGISTERS = "ninc.vector.registers";

  private VectorWidth() {}

  /**
   * Bits of a vector.
   *
   * @param preferred what the processor does best; panels are made for 512 at most
   */
  public static int bits(int preferred) {
    return Integer.getInteger(BITS, Math.min(preferred, 512));
  }

  /**
   * Vector registers of the processor: 32 with AVX-512 and on ARM, else 16.
   *
   * @param lanes floats in a vector of the preferred width
   */
  public static int registers(int lanes) {
    boolean many = lanes >= 16 || "aarch64".equals(System.getProperty("os.arch"));
    return Integer.getInteger(REGISTERS, many ? 32 : 16);
  }
}
