package dev.ninc.runtime.opencl;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** A device to test on. */
final class TestDevice {

  private TestDevice() {}

  /**
   * The device that a user would get. Where there is none the test is skipped; under CI or {@code
   * -Dninc.require=opencl} it fails.
   */
  static Device choose() {
    try {
      return Devices.choose();
    } catch (DeviceException e) {
      String message = "no test on a device: " + e.getMessage();
      boolean required =
          "true".equals(System.getenv("CI"))
              || System.getProperty("ninc.require", "").contains("opencl");
      return required ? fail(message) : abort(message);
    }
  }
}
