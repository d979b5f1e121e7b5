package dev.ninc.benchmarks;

import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceModel;
import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.Devices;

/**
 * A generated class on an OpenCL device. The device's driver decides on threads: see {@link
 * PoclThreads}.
 */
final class OpenClEngine implements Engine {

  private final DeviceModel model;
  private final DeviceWorkspace workspace;
  private final float[][] outputs;
  private float[] images;

  OpenClEngine(DeviceModel model, Load load) {
    this.model = model;
    this.workspace = model.newWorkspace();
    this.outputs =
        model.outputs().stream()
            .map(o -> new float[Math.multiplyExact(load.batch(), o.shape().size())])
            .toArray(float[][]::new);
  }

  /**
   * The processor as an OpenCL device: the engines beside it run there too.
   *
   * @throws dev.ninc.runtime.opencl.DeviceException if there is none; the message says what to do
   */
  static Device device() {
    return Devices.choose("cpu");
  }

  @Override
  public void images(float[] images) {
    this.images = images;
  }

  @Override
  public void run() {
    model.run(workspace, images, outputs);
  }

  @Override
  public float[][] outputs() {
    return outputs;
  }

  @Override
  public void close() {
    model.close();
  }
}
