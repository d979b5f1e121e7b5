package dev.ninc.compiler.interchange.caffe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of which nobody knows beforehand how many will come. It grows with what comes. */
final class FloatList {

  private float[] values = new float[0];
  private int size;

  void add(float value) {
    reserve(1);
    values[size++] = value;
  }

  /** Appends little-endian float32 numbers; the length is a multiple of 4. */
  void addAll(byte[] packed) {
    int count = packed.length / Float.BYTES;
    reserve(count);
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, size, count);
    size += count;
  }

  int size() {
    return size;
  }

  /** The numbers so far; the list is not to be used afterwards. */
  float[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > values.length) {
      int larger = size == 0 ? needed : (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size);
      values = Arrays.copyOf(values, Math.max(needed, larger));
    }
  }
}
