package dev.ninc.runtime.opencl;

/** The two kinds of programs that are generated for a network. */
public enum DeviceKind {
  /** Work-groups share tiles in local memory. */
  GPU,
  /** One work-item owns a tile in vector registers; no local memory, no barrier. */
  CPU;

  /**
   * Which of a class's two programs runs on a device.
   *
   * @throws IllegalStateException if {@value GeneratedDeviceModel#MODE} asks for what there isn't
   */
  public static DeviceKind of(Device device) {
    String asked = System.getProperty(GeneratedDeviceModel.MODE, "");
    return switch (asked) {
      case "" -> device.kind();
      case "gpu" -> GPU;
      case "cpu" -> CPU;
      default ->
          throw new IllegalStateException(
              "-D" + GeneratedDeviceModel.MODE + "=" + asked + " is not one of gpu, cpu");
    };
  }

  /** {@code GPUs} or {@code processors}. */
  String plural() {
    return this == GPU ? "GPUs" : "processors";
  }
}
