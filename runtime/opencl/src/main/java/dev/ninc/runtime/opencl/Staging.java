package dev.ninc.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The memory outside of Java's heap through which floats pass to a device and back, in pieces: it
 * counts against {@code -XX:MaxDirectMemorySize}, and batches may be large. For one thread.
 */
final class Staging {

  /** Floats of a piece: 4 MiB, which takes far longer to copy than a call. */
  static final int PIECE = 1 << 20;

  private ByteBuffer bytes = direct(0);

  /** Copies floats to the beginning of a buffer, and waits until that is done. */
  void write(OpenCl.Queue queue, OpenCl.Buffer to, float[] from, int first, int count) {
    room(count);
    for (int done = 0; done < count; done += PIECE) {
      int piece = Math.min(PIECE, count - done);
      bytes.asFloatBuffer().put(from, first + done, piece);
      queue.write(to, (long) done * Float.BYTES, bytes, piece * Float.BYTES);
    }
  }

  /**
   * Waits for all that was started, and copies floats from a buffer.
   *
   * @param at the first float
   * @param count {@value #PIECE} at most
   * @return these floats, until the next call
   */
  FloatBuffer read(OpenCl.Queue queue, OpenCl.Buffer from, long at, int count) {
    room(count);
    queue.read(from, at * Float.BYTES, bytes, count * Float.BYTES);
    return bytes.asFloatBuffer().limit(count);
  }

  private void room(int count) {
    int needed = Math.min(PIECE, count);
    if (bytes.capacity() < needed * Float.BYTES) {
      bytes = direct(needed);
    }
  }

  private static ByteBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder());
  }
}
