package dev.ninc.runtime.opencl;

import java.util.List;

/**
 * What runs a network on one kind of device.
 *
 * @param source the resource with the program's text (ASCII), beside the generated class
 * @param arena floats of activations for one image
 * @param weights floats of all packed weights
 * @param steps in the order in which they run
 */
public record DeviceProgram(
    DeviceKind kind, String source, int arena, int weights, List<DeviceStep> steps) {

  public DeviceProgram {
    steps = List.copyOf(steps);
  }
}
