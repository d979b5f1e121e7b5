package dev.ninc.runtime.opencl;

import java.util.Locale;

/** An OpenCL device: see {@link Devices}. */
public final class Device {

  /** What a device is. */
  public enum Type {
    GPU,
    CPU,
    ACCELERATOR,
    OTHER;

    /** {@code gpu}, {@code cpu}, {@code accelerator} or {@code other}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a device says of itself.
   *
   * @param platform the driver's platform: name and version
   * @param driver the driver's version
   * @param version of OpenCL: {@code OpenCL 1.2 …}
   */
  public record Description(
      Type type, String name, String vendor, String platform, String driver, String version) {}

  private final OpenCl openCl;
  private final int number;
  private final Description description;
  private final DeviceLimits limits;

  Device(OpenCl openCl, int number, Description description, DeviceLimits limits) {
    this.openCl = openCl;
    this.number = number;
    this.description = description;
    this.limits = limits;
  }

  /** Its number in {@link Devices#list()}, from 0 on. */
  public int number() {
    return number;
  }

  public Type type() {
    return description.type();
  }

  public String name() {
    return description.name();
  }

  public String vendor() {
    return description.vendor();
  }

  /** The driver's version. */
  public String driver() {
    return description.driver();
  }

  /** All that it says of itself. */
  public Description description() {
    return description;
  }

  public DeviceLimits limits() {
    return limits;
  }

  /** The same device, which is taken to have other limits: for tests. */
  Device with(DeviceLimits other) {
    return new Device(openCl, number, description, other);
  }

  /** The programs that suit it. */
  DeviceKind kind() {
    return type() == Type.CPU ? DeviceKind.CPU : DeviceKind.GPU;
  }

  OpenCl openCl() {
    return openCl;
  }

  /** {@code NVIDIA H200 (gpu, NVIDIA Corporation, driver 550.54)}. */
  @Override
  public String toString() {
    return name() + " (" + type().word() + ", " + vendor() + ", driver " + driver() + ")";
  }
}
