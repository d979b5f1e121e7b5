package dev.ninc.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A driver that counts what is open, refuses on request, and runs {@link Tiny}'s kernels in Java.
 * It fails where something is used that was closed, or closed twice.
 */
final class FakeOpenCl implements OpenCl {

  static final DeviceLimits LIMITS = new DeviceLimits(4, 256, 32 << 10, 1 << 30, 256 << 20);

  static final Device.Description DESCRIPTION =
      new Device.Description(
          Device.Type.GPU, "Fake 100", "Nobody", "Fake, OpenCL 1.2", "1.0", "OpenCL 1.2 Fake");

  /** What happened: builds, loads, and the number of images of each launch. */
  final List<String> log = Collections.synchronizedList(new ArrayList<>());

  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  volatile String mistake = "";
  volatile boolean refusesBinaries;
  volatile boolean givesNoBinaries;
  volatile int workGroup = 256;
  volatile int failsAtOpening = Integer.MAX_VALUE;
  volatile long largestBuffer = Long.MAX_VALUE;

  /** Bytes of buffers with which the command {@link #failing} runs out of memory. */
  volatile long room = Long.MAX_VALUE;

  /** {@code write}, {@code launch} or {@code read}: drivers find memory when it is used. */
  volatile String failing = "";

  /** Bytes of the largest piece that was copied. */
  final AtomicInteger largestCopy = new AtomicInteger();

  private final AtomicLong allocated = new AtomicLong();
  volatile Runnable duringLaunch = () -> {};

  Device device() {
    return new Device(this, 0, DESCRIPTION, LIMITS);
  }

  @Override
  public List<Device> devices() {
    return List.of(device());
  }

  @Override
  public Context open(Device device) {
    return new FakeContext();
  }

  private class Opened {
    private boolean closed;

    Opened() {
      if (opened.incrementAndGet() >= failsAtOpening) {
        throw new DeviceException("the fake fails");
      }
      open.incrementAndGet();
    }

    void use() {
      if (closed) {
        throw new AssertionError("used after it was closed: " + this);
      }
    }

    public void close() {
      use();
      closed = true;
      open.decrementAndGet();
    }
  }

  private final class FakeContext extends Opened implements Context {

    @Override
    public Program build(String source, String options) {
      use();
      log.add("build");
      if (!mistake.isEmpty()) {
        throw new DeviceException(mistake);
      }
      return new FakeProgram("program of " + source.length());
    }

    @Override
    public Program load(byte[] binary, String options) {
      use();
      log.add("load");
      if (refusesBinaries) {
        throw new DeviceException("refused");
      }
      return new FakeProgram(new String(binary, StandardCharsets.UTF_8));
    }

    @Override
    public Buffer buffer(long bytes) {
      use();
      if (bytes > largestBuffer) {
        throw new NoDeviceMemory("no room for " + bytes, null);
      }
      return new FakeBuffer(Math.toIntExact(bytes));
    }

    @Override
    public Queue queue() {
      use();
      return new FakeQueue();
    }
  }

  private final class FakeProgram extends Opened implements Program {
    private final String text;

    FakeProgram(String text) {
      this.text = text;
    }

    @Override
    public byte[] binary() {
      use();
      if (givesNoBinaries) {
        throw new DeviceException("no binaries here");
      }
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Kernel kernel(String name) {
      use();
      return new FakeKernel(name);
    }
  }

  private final class FakeKernel extends Opened implements Kernel {
    private final String name;
    private final Map<Integer, FakeBuffer> buffers = new TreeMap<>();
    private int images;

    FakeKernel(String name) {
      this.name = name;
    }

    @Override
    public void argument(int index, Buffer buffer) {
      use();
      buffers.put(index, (FakeBuffer) buffer);
    }

    @Override
    public void argument(int index, int number) {
      use();
      images = number;
    }

    @Override
    public int workGroup() {
      return workGroup;
    }

    void run() {
      use();
      FloatBuffer in = buffers.get(0).floats();
      FloatBuffer a = buffers.get(1).floats();
      FloatBuffer w = buffers.get(2).floats();
      FloatBuffer out = buffers.get(3).floats();
      for (int image = 0; image < images; image++) {
        if (name.equals("affine")) {
          affine(in, a, w, image);
        } else {
          results(a, out, image);
        }
      }
    }
  }

  private static void affine(FloatBuffer in, FloatBuffer a, FloatBuffer w, int image) {
    for (int e = 0; e < 18; e++) {
      int channel = e / 9;
      float y = Math.fma(in.get(image * 18 + e), w.get(16 + channel), w.get(48 + channel));
      a.put(image * 32 + e, y);
    }
  }

  private static void results(FloatBuffer a, FloatBuffer out, int image) {
    float sum = 0;
    for (int e = 0; e < 18; e++) {
      float y = a.get(image * 32 + e);
      out.put(image * 19 + e, y);
      sum += y;
    }
    out.put(image * 19 + 18, sum);
  }

  private final class FakeBuffer extends Opened implements Buffer {
    private final ByteBuffer bytes;

    FakeBuffer(int size) {
      bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
      allocated.addAndGet(size);
    }

    @Override
    public void close() {
      super.close();
      allocated.addAndGet(-bytes.capacity());
    }

    FloatBuffer floats() {
      use();
      return bytes.asFloatBuffer();
    }
  }

  private void needMemory(String command) {
    if (failing.equals(command) && allocated.get() > room) {
      throw new NoDeviceMemory(command + " finds no memory", null);
    }
  }

  private final class FakeQueue extends Opened implements Queue {

    @Override
    public void write(Buffer to, long offset, ByteBuffer from, int count) {
      use();
      needMemory("write");
      largestCopy.accumulateAndGet(count, Math::max);
      ((FakeBuffer) to).use();
      ((FakeBuffer) to).bytes.put((int) offset, from, 0, count);
    }

    @Override
    public void launch(Kernel kernel, long[] global, long[] local) {
      use();
      needMemory("launch");
      FakeKernel one = (FakeKernel) kernel;
      log.add(one.name + " " + one.images + ": " + global[0] + "x" + global[1] + " by " + local[0]);
      duringLaunch.run();
      one.run();
    }

    @Override
    public void read(Buffer from, long offset, ByteBuffer to, int count) {
      use();
      needMemory("read");
      largestCopy.accumulateAndGet(count, Math::max);
      ((FakeBuffer) from).use();
      to.put(0, ((FakeBuffer) from).bytes, (int) offset, count);
    }

    @Override
    public void finish() {
      use();
    }
  }
}
