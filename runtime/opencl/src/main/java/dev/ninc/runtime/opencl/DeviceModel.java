package dev.ninc.runtime.opencl;

import dev.ninc.runtime.Model;
import dev.ninc.runtime.Parallelism;

/**
 * A network with its weights on an OpenCL device. Any number of threads may use one at once, each
 * with a workspace.
 *
 * <p>It owns memory of the device until it is closed. What is called on a closed model fails with
 * an {@link IllegalStateException}, but for what it says of itself. What goes wrong on the device
 * is a {@link DeviceException}.
 */
public interface DeviceModel extends Model, AutoCloseable {

  /** Where the network runs. */
  Device device();

  /** Memory for one thread to run this model in: some of it on the device. */
  @Override
  DeviceWorkspace newWorkspace();

  /** As {@link #newWorkspace()}: the device divides the work as it likes. */
  @Override
  DeviceWorkspace newWorkspace(Parallelism parallelism);

  /**
   * Gives back all memory, that of its workspaces too. Waits for calls that run just then. Closing
   * twice does nothing.
   */
  @Override
  void close();
}
