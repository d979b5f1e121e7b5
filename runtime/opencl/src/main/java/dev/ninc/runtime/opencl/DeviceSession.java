package dev.ninc.runtime.opencl;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a workspace has on the device: a queue, the kernels with their arguments, and memory for
 * images, activations and results. Kernels hold arguments, so no two threads may share them. It
 * knows nothing of the workspace, so that it can be closed when nobody uses that.
 *
 * <p>A workspace is for one thread at a time, as any is; the lock makes {@link #close} wait.
 */
final class DeviceSession implements Resource {

  /** The kernels' arguments. */
  private static final int IN = 0;

  private static final int ARENA = 1;
  private static final int WEIGHTS = 2;
  private static final int OUT = 3;
  private static final int IMAGES = 4;

  private final DeviceState state;
  private final DeviceNetwork network;
  private final Guard guard = Guard.standard();
  private final Resources fixed = new Resources();
  private final Resources grown = new Resources();
  private final OpenCl.Queue queue;
  private final List<OpenCl.Kernel> kernels = new ArrayList<>();
  private final Staging staging = new Staging();
  private OpenCl.Buffer in;
  private OpenCl.Buffer arena;
  private OpenCl.Buffer out;
  private int room;
  private int most;
  private int images;
  private boolean closed;

  DeviceSession(DeviceState state, DeviceNetwork network) {
    this.state = state;
    this.network = network;
    this.most = network.mostAtOnce();
    boolean made = false;
    try {
      queue = fixed.add(state.context().queue());
      for (DeviceStep step : network.program().steps()) {
        OpenCl.Kernel kernel = fixed.add(state.program().kernel(step.kernel()));
        kernel.argument(WEIGHTS, state.weights());
        kernels.add(kernel);
      }
      made = true;
    } finally {
      if (!made) {
        fixed.close();
      }
    }
  }

  /** So many of a batch's images run at once, in parts of about the same size. */
  synchronized int atOnce(int batch) {
    requireOpen();
    int parts = (int) (((long) batch + most - 1) / most);
    return (int) (((long) batch + parts - 1) / parts);
  }

  /** Runs the network on arguments that were checked. */
  synchronized void run(float[] from, float[][] outs, int batch) {
    run(from, outs, batch, this::launchAll);
  }

  /**
   * Does the same, waiting for each step.
   *
   * @param nanos to which the nanoseconds of each step are added
   */
  synchronized void runTimed(float[] from, float[][] outs, int batch, long[] nanos) {
    run(from, outs, batch, count -> timeAll(count, nanos));
  }

  private void run(float[] from, float[][] outs, int batch, IntConsumer steps) {
    requireOpen();
    int first = 0;
    while (first < batch) {
      first += part(from, outs, first, batch - first, steps);
    }
  }

  /**
   * Runs as many images as there is room for. Some drivers find memory only when it is used.
   *
   * @return so many ran; none where there was no memory after all, and fewer shall be tried
   */
  private int part(float[] from, float[][] outs, int first, int left, IntConsumer steps) {
    int count = Math.min(reserve(atOnce(left)), left);
    try {
      mark();
      upload(from, first, count);
      steps.accept(count);
      download(outs, first, count);
      return count;
    } catch (NoDeviceMemory e) {
      halve(room, e);
      return 0;
    }
  }

  private void launchAll(int count) {
    for (int step = 0; step < kernels.size(); step++) {
      launch(step, count);
    }
  }

  private void timeAll(int count, long[] nanos) {
    queue.finish();
    for (int step = 0; step < kernels.size(); step++) {
      long start = System.nanoTime();
      launch(step, count);
      queue.finish();
      nanos[step] += System.nanoTime() - start;
    }
  }

  /** Runs one step on one image. */
  synchronized void step(int step, float[] from, float[][] outs) {
    requireOpen();
    reserve(1);
    try {
      if (step == 0) {
        mark();
      }
      upload(from, 0, 1);
      launch(step, 1);
      download(outs, 0, 1);
    } catch (NoDeviceMemory e) {
      shrink();
      throw noMemory(e); // what earlier steps left behind is gone: nothing can be repeated
    }
  }

  /**
   * Launches steps on what the device's memory holds, in parts as {@link #run} does: nothing is
   * copied.
   *
   * @param to the step behind the last
   * @return seconds until all was done
   */
  synchronized double seconds(int from, int to, int batch, int rounds) {
    requireOpen();
    while (true) {
      reserve(atOnce(batch));
      try {
        return timed(from, to, batch, rounds);
      } catch (NoDeviceMemory e) {
        halve(room, e);
      }
    }
  }

  private double timed(int from, int to, int batch, int rounds) {
    queue.finish();
    long start = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      int first = 0;
      while (first < batch) {
        int count = Math.min(reserve(atOnce(batch - first)), batch - first);
        images(count);
        for (int step = from; step < to; step++) {
          launch(step, count);
        }
        first += count;
      }
    }
    queue.finish();
    return (System.nanoTime() - start) / 1e9;
  }

  /** The activations of the first image. */
  synchronized float[] arena() {
    requireOpen();
    reserve(1);
    float[] all = new float[network.program().arena()];
    for (int at = 0; at < all.length; at += Staging.PIECE) {
      int count = Math.min(Staging.PIECE, all.length - at);
      staging.read(queue, arena, at, count).get(all, at, count);
    }
    return all;
  }

  private void upload(float[] from, int first, int count) {
    staging.write(queue, in, from, first * network.in(), count * network.in());
    images(count);
  }

  private void images(int count) {
    if (images != count) {
      kernels.forEach(kernel -> kernel.argument(IMAGES, count));
      images = count;
    }
  }

  private void mark() {
    guard.mark(queue, in, 0, (long) room * network.in());
    guard.mark(queue, arena, 0, (long) room * network.program().arena());
    guard.mark(queue, out, 0, (long) room * network.out());
  }

  private void check(int count) {
    String of = " of " + network.name();
    check(in, network.in(), count, "the images" + of);
    check(arena, network.program().arena(), count, "the activations" + of);
    check(out, network.out(), count, "the outputs" + of);
    long weights = network.program().weights();
    guard.check(queue, state.weights(), weights, weights, "the weights" + of);
  }

  private void check(OpenCl.Buffer buffer, int size, int count, String what) {
    guard.check(queue, buffer, (long) count * size, (long) room * size, what);
  }

  private void launch(int number, int count) {
    DeviceStep step = network.program().steps().get(number);
    long[] global = {step.groups(count) * step.local(), step.panels()};
    queue.launch(kernels.get(number), global, new long[] {step.local(), 1});
  }

  private void download(float[][] outs, int first, int count) {
    long all = (long) count * network.out();
    for (long at = 0; at < all; at += Staging.PIECE) {
      int piece = (int) Math.min(Staging.PIECE, all - at);
      deliver(staging.read(queue, out, at, piece), at, outs, first);
    }
    check(count);
  }

  /**
   * Brings results to their arrays: those of an image lie one output behind the other.
   *
   * @param begin where the first of them lies on the device
   * @param first the image that lies first on the device
   */
  private void deliver(FloatBuffer results, long begin, float[][] outs, int first) {
    long at = begin;
    while (results.hasRemaining()) {
      int image = first + (int) (at / network.out());
      int within = (int) (at % network.out());
      int output = 0;
      while (within >= network.outs()[output]) {
        within -= network.outs()[output];
        output++;
      }
      int size = network.outs()[output];
      int count = Math.min(results.remaining(), size - within);
      if (outs[output] == null) {
        results.position(results.position() + count);
      } else {
        results.get(outs[output], image * size + within, count);
      }
      at += count;
    }
  }

  /**
   * Makes room for so many images, or for fewer where the device has no more memory.
   *
   * @return the images that there is room for, at least one
   */
  private int reserve(int wanted) {
    int tried = wanted;
    while (room < tried) {
      try {
        grow(tried);
      } catch (NoDeviceMemory e) {
        halve(tried, e);
        tried = most;
      }
    }
    return room;
  }

  /** From now on fewer images run at once: the device has no room for so many. */
  private void halve(int tried, NoDeviceMemory cause) {
    shrink();
    if (tried == 1) {
      most = network.mostAtOnce(); // what the device has no room for now, it may have later
      throw noMemory(cause);
    }
    most = (tried + 1) / 2;
  }

  private DeviceException noMemory(NoDeviceMemory cause) {
    return new DeviceException(
        network.name()
            + ": the device has no memory left for one image ("
            + cause.getMessage()
            + "). Close models and workspaces that are no longer needed, or choose another device"
            + " with -D"
            + Devices.PROPERTY,
        cause);
  }

  private void grow(int count) {
    shrink();
    in = buffer((long) count * network.in());
    arena = buffer((long) count * network.program().arena());
    out = buffer((long) count * network.out());
    for (OpenCl.Kernel kernel : kernels) {
      kernel.argument(IN, in);
      kernel.argument(ARENA, arena);
      kernel.argument(OUT, out);
    }
    room = count;
  }

  private OpenCl.Buffer buffer(long floats) {
    return grown.add(state.context().buffer(guard.bytes(floats)));
  }

  private void shrink() {
    room = 0;
    grown.close();
  }

  private void requireOpen() {
    if (closed) {
      state.requireOpen();
      throw new IllegalStateException(
          "the workspace of " + network.name() + " was closed: make another one");
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      fixed.add(grown);
      fixed.close();
    } finally {
      state.forget(this);
    }
  }
}
