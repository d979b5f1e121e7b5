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
    fit.version();
    fit.groups();
    fit.memory(in, out);
    if (!fit.problems.isEmpty()) {
      throw new DeviceException(
          name
              + " can't run on device "
              + device.number()
              + ", "
              + device
              + ": "
              + String.join("; ", fit.problems)
              + ". "
              + fit.remedy());
    }
  }

  private String remedy() {
    String other = "Choose another device with -D" + Devices.PROPERTY;
    String java = ", or use the class that was generated for Java";
    return program.kind() == DeviceKind.GPU
        ? other
            + ", or with -D"
            + GeneratedDeviceModel.MODE
            + "=cpu the program that needs no local memory"
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
        .filter(step -> needed.applyAsLong(step) > most)
        .ifPresent(
            step ->
                problems.add(
                    "step `"
                        + step.id()
                        + "` needs "
                        + needed.applyAsLong(step)
                        + " "
                        + what
                        + ", the device has "
                        + most));
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
