package dev.ninc.runtime.opencl;

import dev.ninc.runtime.Backend;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a network to its device, and keeps account of it. */
final class Loading {

  /** What every program is compiled with. Nothing that would make sums less exact. */
  static final String OPTIONS = "-cl-std=CL1.2";

  private final long begin = System.nanoTime();
  private final List<Report.Event> events = new ArrayList<>();
  private final DeviceSpec spec;
  private final DeviceProgram program;
  private final Device device;

  Loading(DeviceSpec spec, DeviceProgram program, Device device) {
    this.spec = spec;
    this.program = program;
    this.device = device;
  }

  /**
   * Opens a context, builds the program and uploads the weights. Nothing stays open where that
   * fails.
   *
   * @param programs opens the program's text
   */
  DeviceState load(ProgramSource programs, WeightSource source, LoadPhase weights) {
    String text = text(programs);
    Resources resources = new Resources();
    boolean loaded = false;
    try {
      OpenCl.Context context = resources.add(device.openCl().open(device));
      OpenCl.Program built = resources.add(program(context, text));
      Fit.requireGroups(spec.name(), device, program, built);
      OpenCl.Buffer buffer = resources.add(upload(context, source, weights));
      loaded = true;
      return new DeviceState(spec.name(), resources, context, built, buffer);
    } finally {
      if (!loaded) {
        resources.close();
      }
    }
  }

  private String text(ProgramSource programs) {
    try (InputStream in = programs.open(program.source())) {
      if (in == null) {
        throw new IllegalStateException(
            program.source()
                + " is missing beside the class of "
                + spec.name()
                + ": it was generated with it, and has to lie in the same package, in the same jar or"
                + " folder");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(program.source() + " can't be read: " + e.getMessage(), e);
    }
  }

  private OpenCl.Program program(OpenCl.Context context, String text) {
    ProgramCache cache = ProgramCache.standard(this::happened);
    String key = ProgramCache.key(text, OPTIONS, device.description(), spec.generator());
    Optional<OpenCl.Program> stored = stored(context, cache, key);
    if (stored.isPresent()) {
      return stored.get();
    }
    long start = System.nanoTime();
    OpenCl.Program built = context.build(text, OPTIONS);
    happened("the program was compiled in " + millisSince(start) + " ms");
    cache.store(key, () -> binary(built));
    return built;
  }

  private Optional<OpenCl.Program> stored(OpenCl.Context context, ProgramCache cache, String key) {
    Optional<byte[]> binary = cache.find(key);
    if (binary.isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      OpenCl.Program program = context.load(binary.get(), OPTIONS);
      happened("the program came from " + cache.file(key) + " in " + millisSince(start) + " ms");
      return Optional.of(program);
    } catch (DeviceException e) {
      happened("the driver refuses " + cache.file(key) + ", which is made anew");
      return Optional.empty();
    }
  }

  private byte[] binary(OpenCl.Program built) {
    try {
      return built.binary();
    } catch (DeviceException e) {
      happened("the driver does not give the program away: it can't be kept for the next time");
      return new byte[0];
    }
  }

  private OpenCl.Buffer upload(OpenCl.Context context, WeightSource source, LoadPhase weights) {
    long start = System.nanoTime();
    WeightBuffer packed = new WeightBuffer(program.weights());
    Guard guard = Guard.standard();
    source.pack(program.kind(), packed, weights);
    float[] floats = packed.floats();
    try (Resources passing = new Resources()) {
      OpenCl.Queue queue = passing.add(context.queue());
      OpenCl.Buffer buffer = context.buffer(guard.bytes(floats.length));
      boolean written = false;
      try {
        new Staging().write(queue, buffer, floats, 0, floats.length);
        guard.mark(queue, buffer, floats.length, floats.length);
        written = true;
      } finally {
        if (!written) {
          buffer.close();
        }
      }
      happened(floats.length + " weights were packed and sent in " + millisSince(start) + " ms");
      return buffer;
    } catch (NoDeviceMemory e) {
      throw new DeviceException(
          spec.name()
              + ": the device has no memory left for the weights ("
              + e.getMessage()
              + "). Close models that are no longer needed, or choose another device with -D"
              + Devices.PROPERTY,
          e);
    }
  }

  private void happened(String what) {
    events.add(new Report.Event((System.nanoTime() - begin) / 1e6, what));
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** What was done until now. */
  Report report() {
    Backend backend =
        new Backend("opencl", "the program for " + program.kind().plural() + " on " + device);
    double since = (System.nanoTime() - begin) / 1e6;
    return new Report(backend, Report.State.FIXED, since, events);
  }
}
