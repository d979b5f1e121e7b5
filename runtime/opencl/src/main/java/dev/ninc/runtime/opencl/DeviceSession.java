package dev.ninc.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a workspace has on the device: a queue, the kernels with their arguments, and memory for
 * images, activations and results. Kernels hold arguments, so no two threads may share them. It
 * knows nothing of the workspace, so that it can be closed when nobody uses that.
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
  private OpenCl.Buffer in;
  private OpenCl.Buffer arena;
  private OpenCl.Buffer out;
  private ByteBuffer staging;
  private ByteBuffer stagingOut;
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
        requireGroup(step, kernel);
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

  private void requireGroup(DeviceStep step, OpenCl.Kernel kernel) {
    if (step.local() > kernel.workGroup()) {
      throw new DeviceException(
          network.name()
              + " can't run on this device: step `"
              + step.id()
              + "` needs "
              + step.local()
              + " work-items in a group, and the device can run "
              + kernel.workGroup()
              + " of this kernel. Choose another device with -D"
              + Devices.PROPERTY
              + ", or use the class that was generated for Java");
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
      int count = Math.min(reserve(atOnce(batch - first)), batch - first);
      mark();
      upload(from, first, count);
      steps.accept(count);
      download(outs, first, count);
      first += count;
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

  /**
   * Runs a step again and again on what the last run left behind.
   *
   * @return nanoseconds of all repetitions
   */
  synchronized long repeat(int step, int times) {
    requireOpen();
    if (images == 0 || room < images) {
      throw new IllegalStateException("nothing has run yet in this workspace");
    }
    queue.finish();
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      launch(step, images);
    }
    queue.finish();
    return System.nanoTime() - start;
  }

  /** Runs one step on one image. */
  synchronized void step(int step, float[] from, float[][] outs) {
    requireOpen();
    reserve(1);
    if (step == 0) {
      mark();
    }
    upload(from, 0, 1);
    launch(step, 1);
    download(outs, 0, 1);
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
    reserve(atOnce(batch));
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
    ByteBuffer bytes = direct(all.length);
    queue.read(arena, 0, bytes, bytes.capacity());
    bytes.asFloatBuffer().get(all);
    return all;
  }

  private void upload(float[] from, int first, int count) {
    staging.asFloatBuffer().put(from, first * network.in(), count * network.in());
    queue.write(in, 0, staging, count * network.in() * Float.BYTES);
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
    queue.read(out, 0, stagingOut, count * network.out() * Float.BYTES);
    check(count);
    FloatBuffer results = stagingOut.asFloatBuffer();
    int offset = 0;
    for (int output = 0; output < outs.length; output++) {
      int size = network.outs()[output];
      for (int image = 0; outs[output] != null && image < count; image++) {
        results.position(image * network.out() + offset);
        results.get(outs[output], (first + image) * size, size);
      }
      offset += size;
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
        shrink();
        if (tried == 1) {
          throw noMemory(e);
        }
        tried = (tried + 1) / 2;
        most = tried;
      }
    }
    return room;
  }

  private DeviceException noMemory(NoDeviceMemory cause) {
    return new DeviceException(
        network.name()
            + ": the device has no memory left for one image. Close models and workspaces that are"
            + " no longer needed, or choose another device with -D"
            + Devices.PROPERTY,
        cause);
  }

  private void grow(int count) {
    shrink();
    in = buffer((long) count * network.in());
    arena = buffer((long) count * network.program().arena());
    out = buffer((long) count * network.out());
    staging = direct(count * network.in());
    stagingOut = direct(count * network.out());
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

  private static ByteBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder());
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
