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
   * @throws IllegalStateException if another width is forced than there are kernels for
   */
  public static int bits(int preferred) {
    int bits = Integer.getInteger(BITS, Math.min(preferred, 512));
    if (bits != 128 && bits != 256 && bits != 512) {
      throw new IllegalStateException("-D" + BITS + "=" + bits + " is not one of 128, 256, 512");
    }
    return bits;
  }

  /**
   * Vector registers of the processor: 32 with AVX-512 and on ARM, else 16.
   *
   * @param lanes floats in a vector of the preferred width
   * @throws IllegalStateException if another number is forced than there are kernels for
   */
  public static int registers(int lanes) {
    boolean many = lanes >= 16 || "aarch64".equals(System.getProperty("os.arch"));
    int registers = Integer.getInteger(REGISTERS, many ? 32 : 16);
    if (registers != 16 && registers != 32) {
      throw new IllegalStateException("-D" + REGISTERS + "=" + registers + " is not 16 or 32");
    }
    return registers;
  }
}
