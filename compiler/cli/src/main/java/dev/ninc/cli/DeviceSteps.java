package dev.ninc.cli;

import dev.ninc.compiler.verify.Stepwise;
import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.List;

/** A generated class that runs on an OpenCL device, in one workspace. */
final class DeviceSteps implements Stepwise {

  private final GeneratedDeviceModel model;
  private final DeviceWorkspace workspace;

  DeviceSteps(GeneratedDeviceModel model) {
    this.model = model;
    this.workspace = model.newWorkspace();
  }

  @Override
  public List<String> steps() {
    return model.steps();
  }

  @Override
  public void run(float[] image, float[][] outs) {
    model.run(workspace, image, outs);
  }

  @Override
  public void runStep(int step, float[] image, float[][] outs) {
    model.runStep(workspace, step, image, outs);
  }

  @Override
  public float[] arena() {
    return model.arena(workspace);
  }
}
