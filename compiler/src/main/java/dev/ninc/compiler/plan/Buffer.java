package dev.ninc.compiler.plan;

/**
 * A stretch of a target's arena. Buffers that are not alive at the same time may overlap.
 *
 * @param name of the value that it was made for
 * @param offset floats from the start of the arena
 * @param size floats
 */
public record Buffer(String name, int offset, int size) {

  public Buffer {
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException(name + " at " + offset + ", " + size + " floats");
    }
  }

  /** The first float behind the buffer. */
  public int end() {
    return offset + size;
  }
}
