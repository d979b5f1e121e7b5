package dev.ninc.runtime.opencl;

/**
 * A device that is not there, can't run a network, or failed. The message says what happened and
 * what to do about it.
 */
public sealed class DeviceException extends RuntimeException permits NoDeviceMemory {

  private static final long serialVersionUID = 1;

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
