package dev.ninc.runtime.opencl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Whether a program can run on a device: asked before a driver is, since some of them crash. */
final class Fit {

  private final Device device;
  private final DeviceProgram program;
  private final List<String> problems = new ArrayList<>();

  private Fit(Device device, DeviceProgram program) {
    this.device = device;
    this.program = program;
  }

  /**
   * Fails where a device has too little of something.
   *
   * @param in floats of one image
   * @param out floats of one image's outputs
   * @throws DeviceException that names all of it, and what to do
   */
  static void require(String name, Device device, DeviceProgram program, long in, long out) {
    Fit fit = new Fit(device, program);
    fit.groups();
    boolean areGroupsTooLarge = !fit.problems.isEmpty();
    fit.version();
    fit.memory(in, out);
    fit.fail(name, areGroupsTooLarge);
  }

  /**
   * Fails where the device can't run groups of a kernel that are as large as the program says: a
   * driver knows that only when it has compiled the kernel.
   *
   * @throws DeviceException that names the steps, and what to do
   */
  static void requireGroups(
      String name, Device device, DeviceProgram program, OpenCl.Program built) {
    Fit fit = new Fit(device, program);
    for (DeviceStep step : program.steps()) {
      try (Resources passing = new Resources()) {
        int most = passing.add(built.kernel(step.kernel())).workGroup();
        fit.atMost(step, step.local(), most, "work-items in a group of this kernel");
      }
    }
    fit.fail(name, true);
  }

  private void fail(String name, boolean areGroupsTooLarge) {
    if (!problems.isEmpty()) {
      throw new DeviceException(
          name
              + " can't run on device "
              + device.number()
              + ", "
              + device
              + ": "
              + String.join("; ", problems)
              + ". "
              + remedy(areGroupsTooLarge));
    }
  }

  private String remedy(boolean areGroupsTooLarge) {
    String other = "Choose another device with -D" + Devices.PROPERTY;
    String java = ", or use the class that was generated for Java";
    return areGroupsTooLarge && program.kind() == DeviceKind.GPU
        ? other
            + ", or with -D"
            + GeneratedDeviceModel.MODE
            + "=cpu the program that needs no local memory and no groups"
            + java
        : other + java;
  }

  private void version() {
    String version = device.description().version();
    if (version.startsWith("OpenCL 1.0") || version.startsWith("OpenCL 1.1")) {
      problems.add("it has " + version + ", and OpenCL 1.2 is needed");
    }
  }

  private void groups() {
    atMost(DeviceStep::localBytes, device.limits().localBytes(), "bytes of local memory");
    atMost(DeviceStep::local, device.limits().workGroup(), "work-items in a group");
  }

  private void atMost(ToLongFunction<DeviceStep> needed, long most, String what) {
    program.steps().stream()
        .max(Comparator.comparingLong(needed))
        .ifPresent(step -> atMost(step, needed.applyAsLong(step), most, what));
  }

  private void atMost(DeviceStep step, long needed, long most, String what) {
    if (needed > most) {
      problems.add(
          "step `" + step.id() + "` needs " + needed + " " + what + ", the device has " + most);
    }
  }

  private void memory(long in, long out) {
    buffer("the activations of one image need ", program.arena());
    buffer("the weights need ", program.weights());
    buffer("one image needs ", in);
    buffer("the outputs of one image need ", out);
    long all = (in + out + program.arena() + program.weights()) * Float.BYTES;
    if (all > device.limits().globalBytes()) {
      problems.add("it needs " + all + " bytes, the device has " + device.limits().globalBytes());
    }
  }

  private void buffer(String what, long floats) {
    long bytes = floats * Float.BYTES;
    if (bytes > device.limits().bufferBytes()) {
      problems.add(
          what
              + bytes
              + " bytes in one buffer, the device's largest has "
              + device.limits().bufferBytes());
    }
  }
}
