package dev.ninc.cli;

import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceException;
import dev.ninc.runtime.opencl.Devices;
import java.util.List;
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
   * @throws DeviceException where there is none
   * @throws Mistake where there is none that the user means
   */
  Device choose(Subcommand caller) throws Mistake {
    Device chosen = device == null ? Devices.choose() : meant(Devices.list());
    caller.note("runs on " + chosen + ".");
    return chosen;
  }

  /**
   * @param all devices, of which there are some
   */
  private Device meant(List<Device> all) throws Mistake {
    try {
      return Devices.choose(device);
    } catch (DeviceException e) {
      throw new Mistake(
          Failures.sentence(e.getMessage()),
          all.size() == 1 ? "leave `--device` out." : "`--device` takes one of these.");
    }
  }
}
