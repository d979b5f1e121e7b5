package dev.ninc.compiler.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.Report;
import dev.ninc.compiler.verify.Stepwise;
import dev.ninc.compiler.verify.Verification;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceException;
import dev.ninc.runtime.opencl.DeviceLimits;
import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.Devices;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import dev.ninc.runtime.opencl.SmallerDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.random.Well19937c;

/** A network with seeded weights, compiled in memory for an OpenCL device. */
public final class DeviceHarness {

  private static final int SEED = 7;

  private final Device device;
  private final Options options;
  private final Network checked;
  private final Network optimized;
  private final Weights weights;
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final String className;

  /** With seeded weights. */
  public DeviceHarness(Network checked, Options given) {
    this(checked, given, UnaryOperator.identity());
  }

  /**
   * With seeded weights.
   *
   * @param edit what the programs become
   */
  public DeviceHarness(Network checked, Options given, UnaryOperator<String> edit) {
    this(checked, Harness.seeded(checked, SEED), given, edit);
  }

  /**
   * @param edit what the programs become
   */
  public DeviceHarness(
      Network checked, Weights weights, Options given, UnaryOperator<String> edit) {
    this.device = device();
    this.checked = checked;
    this.options = given.targets(List.of(TargetLanguage.OPENCL)).packageName("model");
    this.optimized = Ninc.optimize(checked, options);
    this.weights = weights;
    List<GeneratedFile> files = Ninc.emit(checked, options);
    List<GeneratedFile> java = files.stream().filter(f -> f.path().endsWith(".java")).toList();
    classes.putAll(JavaSources.compile(java, System.getProperty("java.class.path")));
    files.stream()
        .filter(f -> !java.contains(f))
        .forEach(f -> classes.put(f.path(), edit.apply(f.text()).getBytes(StandardCharsets.UTF_8)));
    className = java.get(0).path().replace(".java", "").replace('/', '.');
  }

  /** Skips the test, or fails it, where there is no device: for those that catch exceptions. */
  public static void requireDevice() {
    device();
  }

  /**
   * The device that a user would get. Where there is none the test is skipped; under CI or {@code
   * -Dninc.require=opencl} it fails.
   */
  private static Device device() {
    try {
      return Devices.choose();
    } catch (DeviceException e) {
      String message = "no test on a device: " + e.getMessage();
      boolean required =
          "true".equals(System.getenv("CI"))
              || System.getProperty("ninc.require", "").contains("opencl");
      return required ? fail(message) : abort(message);
    }
  }

  /** The network as it was written. */
  public Network checked() {
    return checked;
  }

  public float[] weight(Op.Param param) {
    return weights.floats(param.name());
  }

  /** So many images of standard normal numbers. */
  public float[] images(int count) {
    Well19937c random = new Well19937c(1);
    float[] images = new float[count * (int) checked.graph().input().type().size()];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  public Plan plan(OpenClTarget target) {
    return Ninc.plan(optimized, target, options);
  }

  /** The class with one of its programs, whatever the device is. */
  public GeneratedDeviceModel model(OpenClTarget target) {
    return model(target, device);
  }

  /** The same where the device has room for so many images at once, or as many as weights take. */
  public GeneratedDeviceModel model(OpenClTarget target, int images) {
    DeviceMemory memory = DeviceMemory.of(plan(target));
    long image = (long) memory.in() + memory.out() + memory.arena();
    // A workspace takes a sixteenth of the memory at most.
    long floats = Math.max(16 * images * image, image + memory.weights());
    DeviceLimits all = device.limits();
    return model(
        target,
        SmallerDevice.of(
            device,
            new DeviceLimits(
                all.computeUnits(),
                all.workGroup(),
                all.localBytes(),
                floats * Float.BYTES,
                all.bufferBytes())));
  }

  private GeneratedDeviceModel model(OpenClTarget target, Device device) {
    String before = System.getProperty(GeneratedDeviceModel.MODE);
    System.setProperty(GeneratedDeviceModel.MODE, target.name().toLowerCase(Locale.ROOT));
    try {
      return new MemoryLoader(classes)
          .model(GeneratedDeviceModel.class, className, weights, device);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      if (before == null) {
        System.clearProperty(GeneratedDeviceModel.MODE);
      } else {
        System.setProperty(GeneratedDeviceModel.MODE, before);
      }
    }
  }

  /** Each step of an image against the oracle. */
  public Report verify(GeneratedDeviceModel model, OpenClTarget target, float[] image) {
    Interpreter oracle = new Interpreter(optimized.graph(), this::weight);
    try (DeviceWorkspace workspace = model.newWorkspace()) {
      Verification verification =
          new Verification(new Steps(model, workspace), plan(target), oracle);
      verification.image(image);
      return verification.report();
    }
  }

  private record Steps(GeneratedDeviceModel model, DeviceWorkspace workspace) implements Stepwise {

    @Override
    public List<String> steps() {
      return model.steps();
    }

    @Override
    public void run(float[] image, float[][] outs) {
      model.run(workspace, image, outs);
    }

    @Override
    public void runStep(int step, float[] image, float[][] outs) {
      model.runStep(workspace, step, image, outs);
    }

    @Override
    public float[] arena() {
      return model.arena(workspace);
    }
  }
}
