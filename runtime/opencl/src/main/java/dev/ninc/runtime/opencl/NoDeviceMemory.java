package dev.ninc.runtime.opencl;

/** The device has no room for a buffer: less of it may do. */
final class NoDeviceMemory extends DeviceException {

  private static final long serialVersionUID = 1;

  NoDeviceMemory(String message, Throwable cause) {
    super(message, cause);
  }
}
