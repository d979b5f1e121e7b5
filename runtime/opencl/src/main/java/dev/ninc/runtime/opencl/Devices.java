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
   * What drivers said that failed while they were asked for their devices, which {@link #list()}
   * therefore lacks; mostly empty.
   *
   * @throws DeviceException as {@link #list()} does
   */
  public static List<String> failures() {
    return Jocl.instance().failures();
  }

  /**
   * The device that {@value #PROPERTY} names; without it the GPU with most compute units, and where
   * there is no GPU the processor with most.
   *
   * @throws DeviceException if there is none, or no OpenCL; the message says what to do
   */
  public static Device choose() {
    String asked = System.getProperty(PROPERTY, "");
    return choose("meant by -D" + PROPERTY + "=" + asked, list(), asked, failures());
  }

  /**
   * The device that is meant by a word.
   *
   * @param asked as {@value #PROPERTY} takes it
   * @throws DeviceException if there is none, or no OpenCL; the message says what to do
   */
  public static Device choose(String asked) {
    return choose("`" + asked + "`", list(), asked, failures());
  }

  /**
   * @param what is asked for, in a sentence
   * @param failures of drivers
   */
  static Device choose(String what, List<Device> all, String asked, List<String> failures) {
    String wanted = asked.strip().toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(device -> matches(device, wanted))
        .min(
            Comparator.comparing(Device::type)
                .thenComparing(device -> -device.limits().computeUnits()))
        .orElseThrow(() -> none(what, all, failures));
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

  private static DeviceException none(String what, List<Device> all, List<String> failures) {
    return new DeviceException(
        "no OpenCL device is "
            + what
            + ": say a number, a part of a name, gpu or cpu. There are:"
            + all.stream()
                .map(device -> "\n  " + device.number() + "  " + device)
                .collect(Collectors.joining())
            + failures.stream()
                .map(failure -> "\n  a driver failed: " + failure)
                .collect(Collectors.joining()));
  }
}
