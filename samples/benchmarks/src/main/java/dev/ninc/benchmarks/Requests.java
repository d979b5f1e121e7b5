package dev.ninc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A program that answers requests: one, or as many as come back to back in some seconds. Until the
 * first answer is printed it does nothing that loads classes which a network does not need.
 */
public abstract class Requests {

  private static final int MOST = 20_000;

  /** Answers a request; one number of the answer is enough to print. */
  protected abstract float request();

  /** The image of a bundle. */
  protected static float[] image(File folder, int size) throws IOException {
    byte[] bytes = new byte[size * Float.BYTES];
    try (RandomAccessFile file = new RandomAccessFile(new File(folder, Bundle.IMAGE), "r")) {
      file.readFully(bytes);
    }
    float[] image = new float[size];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(image);
    return image;
  }

  /**
   * Prints {@code first} with the first answer, and, if more are wanted, what became of them:
   * milliseconds, and kilobytes of memory.
   *
   * @param seconds {@code 0}, or for how long requests follow the first
   */
  protected static void serve(Requests program, String seconds) throws IOException {
    float first = program.request();
    System.out.print("first ");
    System.out.println(first);
    System.out.flush();
    if (!seconds.equals("0")) {
      program.follow((long) (Double.parseDouble(seconds) * 1e9));
    }
  }

  private void follow(long nanos) throws IOException {
    long[] ends = new long[MOST];
    long[] times = new long[MOST];
    int count = 0;
    long begin = System.nanoTime();
    for (long now = begin; now - begin < nanos && count < MOST; count++) {
      request();
      long end = System.nanoTime();
      times[count] = end - now;
      ends[count] = end - begin;
      now = end;
    }
    times = Arrays.copyOf(times, count);
    double usual = usual(times);
    System.out.println("worst " + Arrays.stream(times).max().orElseThrow() / 1e6);
    System.out.println("usual " + usual / 1e6);
    System.out.println("settled " + settled(times, ends, usual) / 1e6);
    System.out.println("memory " + peakMemory());
  }

  /** The median of the last fifth. */
  private static double usual(long[] times) {
    long[] last = Arrays.copyOfRange(times, times.length * 4 / 5, times.length);
    Arrays.sort(last);
    return last[last.length / 2];
  }

  /** When the last ten requests in a row have ended that took half as long again on average. */
  private static long settled(long[] times, long[] ends, double usual) {
    int window = Math.min(10, times.length);
    long sum = 0;
    long settled = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] - (i >= window ? times[i - window] : 0);
      if (sum > 1.5 * usual * window) {
        settled = ends[i];
      }
    }
    return settled;
  }

  /** The largest resident set, in kilobytes; -1 where the system does not say. */
  private static long peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(l -> l.startsWith("VmHWM:"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
          .findFirst()
          .orElse(-1);
    }
  }
}
