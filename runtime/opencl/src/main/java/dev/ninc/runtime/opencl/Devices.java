package dev.ninc.runtime.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The OpenCL devices of this machine. */
public final class Devices {

  /**
   * The system property that chooses a device: its number in {@link #list()}, a part of its name,
   * {@code gpu} or {@code cpu}.
   */
  public static final String PROPERTY = "ninc.opencl.device";

  private Devices() {}

  /**
   * All devices, in the order of their numbers; at least one.
   *
   * @throws DeviceException if there is none, or no OpenCL; the message says what to do
   */
  public static List<Device> list() {
    return Jocl.instance().devices();
  }

  /**
   * The device that {@value #PROPERTY} names; without it the GPU with most compute units, and where
   * there is no GPU the processor with most.
   *
   * @throws DeviceException if there is none, or no OpenCL; the message says what to do
   */
  public static Device choose() {
    return choose(list(), System.getProperty(PROPERTY, ""));
  }

  /**
   * The device that is meant by a word.
   *
   * @param asked as {@value #PROPERTY} takes it
   * @throws DeviceException if there is none, or no OpenCL; the message says what to do
   */
  public static Device choose(String asked) {
    return choose(list(), asked);
  }

  static Device choose(List<Device> all, String asked) {
    String wanted = asked.strip().toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(device -> matches(device, wanted))
        .min(
            Comparator.comparing(Device::type)
                .thenComparing(device -> -device.limits().computeUnits()))
        .orElseThrow(() -> none(all, asked));
  }

  private static boolean matches(Device device, String wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    if (wanted.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return wanted.equals(Integer.toString(device.number()));
    }
    return switch (wanted) {
      case "gpu" -> device.type() == Device.Type.GPU;
      case "cpu" -> device.type() == Device.Type.CPU;
      default -> device.name().toLowerCase(Locale.ROOT).contains(wanted);
    };
  }

  private static DeviceException none(List<Device> all, String asked) {
    return new DeviceException(
        "no OpenCL device is meant by -D"
            + PROPERTY
            + "="
            + asked
            + ": say a number, a part of a name, gpu or cpu. There are:"
            + all.stream()
                .map(device -> "\n  " + device.number() + "  " + device)
                .collect(Collectors.joining()));
  }
}
