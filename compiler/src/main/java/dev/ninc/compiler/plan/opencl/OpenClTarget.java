package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.plan.Target;

/** The two kinds of device that OpenCL code is made for. Each has a plan and a program. */
public enum OpenClTarget implements Target {
  /** Work-groups share tiles in local memory. */
  GPU("opencl-gpu", DeviceProfile.GPU),
  /** A work-item keeps a tile in vector registers and shares nothing. */
  CPU("opencl-cpu", DeviceProfile.CPU);

  private final String name;
  private final DeviceProfile profile;

  OpenClTarget(String name, DeviceProfile profile) {
    this.name = name;
    this.profile = profile;
  }

  /** What its kernels may ask of a device. */
  public DeviceProfile profile() {
    return profile;
  }

  @Override
  public String toString() {
    return name;
  }
}
