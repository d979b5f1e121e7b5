package dev.ninc.cli;

import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.Devices;
import picocli.CommandLine.Option;

/** The OpenCL device that a command is about. */
final class DeviceArguments {

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "The OpenCL device: its number in `ninc devices`, a part of its name, gpu or cpu; by"
              + " default the GPU with most compute units, else the CPU.")
  private String device;

  /** Whether the user named one. */
  boolean isGiven() {
    return device != null;
  }

  /**
   * The device, which the user is told.
   *
   * @throws dev.ninc.runtime.opencl.DeviceException where there is none
   */
  Device choose(Subcommand caller) {
    Device chosen = device == null ? Devices.choose() : Devices.choose(device);
    caller.note("runs on " + chosen + ".");
    return chosen;
  }
}
