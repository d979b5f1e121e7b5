package dev.ninc.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * For tests of kernels: behind each buffer lie some floats more than it needs, and these, as well
 * as all that no image fills, hold a NaN of ours. Who reads one computes nonsense, and who writes
 * one is found out, after each run, before what lies behind is harmed.
 */
final class Guard {

  /** The system property that says how many floats lie behind each buffer. */
  static final String PROPERTY = "ninc.opencl.guard";

  private static final int MARK = 0x7fc5a5a5;

  private static final int PIECE = 1 << 18;

  private final int floats;

  private Guard(int floats) {
    this.floats = floats;
  }

  /** As {@value #PROPERTY} says; without it there is none, which costs nothing. */
  static Guard standard() {
    return new Guard(Math.max(0, Integer.getInteger(PROPERTY, 0)));
  }

  /** The size of a buffer for so many floats, in bytes. */
  long bytes(long needed) {
    return Math.max(1, needed + floats) * Float.BYTES;
  }

  /**
   * Marks all floats of a buffer but the first ones.
   *
   * @param from the first one that is marked
   * @param needed as for {@link #bytes}
   */
  void mark(OpenCl.Queue queue, OpenCl.Buffer buffer, long from, long needed) {
    if (floats == 0) {
      return;
    }
    long end = needed + floats;
    ByteBuffer marks = piece(end - from);
    IntBuffer numbers = marks.asIntBuffer();
    while (numbers.hasRemaining()) {
      numbers.put(MARK);
    }
    for (long at = from; at < end; at += PIECE) {
      int count = (int) Math.min(PIECE, end - at);
      queue.write(buffer, at * Float.BYTES, marks, count * Float.BYTES);
    }
  }

  /**
   * Fails where something was written to what {@link #mark} marked.
   *
   * @param what the buffer holds
   * @throws IllegalStateException that says where
   */
  void check(OpenCl.Queue queue, OpenCl.Buffer buffer, long from, long needed, String what) {
    if (floats == 0) {
      return;
    }
    long end = needed + floats;
    ByteBuffer piece = piece(end - from);
    for (long at = from; at < end; at += PIECE) {
      int count = (int) Math.min(PIECE, end - at);
      queue.read(buffer, at * Float.BYTES, piece, count * Float.BYTES);
      IntBuffer numbers = piece.asIntBuffer();
      for (int i = 0; i < count; i++) {
        if (numbers.get(i) != MARK) {
          throw new IllegalStateException(
              "a kernel wrote behind "
                  + what
                  + ": float "
                  + (at + i)
                  + ", and the last of them is "
                  + (from - 1));
        }
      }
    }
  }

  private static ByteBuffer piece(long most) {
    int size = (int) Math.min(PIECE, most);
    return ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder());
  }
}
