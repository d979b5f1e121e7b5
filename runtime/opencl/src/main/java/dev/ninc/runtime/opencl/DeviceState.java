package dev.ninc.runtime.opencl;

import java.util.HashSet;
import java.util.Set;

/**
 * What a model has on its device: a context, the program and the weights, and what its workspaces
 * have. It knows nothing of the model, so that it can be closed when nobody uses the model.
 */
final class DeviceState implements Resource {

  private final String name;
  private final Resources resources;
  private final OpenCl.Context context;
  private final OpenCl.Program program;
  private final OpenCl.Buffer weights;
  private final Set<DeviceSession> sessions = new HashSet<>();
  private boolean closed;

  /**
   * @param resources all that is to be closed in the end, the arguments behind it among them
   */
  DeviceState(
      String name,
      Resources resources,
      OpenCl.Context context,
      OpenCl.Program program,
      OpenCl.Buffer weights) {
    this.name = name;
    this.resources = resources;
    this.context = context;
    this.program = program;
    this.weights = weights;
  }

  OpenCl.Context context() {
    return context;
  }

  OpenCl.Program program() {
    return program;
  }

  OpenCl.Buffer weights() {
    return weights;
  }

  /**
   * What a new workspace has on the device.
   *
   * @throws IllegalStateException if the model was closed
   */
  synchronized DeviceSession newSession(DeviceNetwork network) {
    requireOpen();
    DeviceSession session = new DeviceSession(this, network);
    sessions.add(session);
    return session;
  }

  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException(name + " was closed: load it again to run it");
    }
  }

  synchronized void forget(DeviceSession session) {
    sessions.remove(session);
  }

  /** Waits for calls that run just then, and gives back everything. */
  @Override
  public void close() {
    Resources all = new Resources();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      all.add(resources);
      sessions.forEach(all::add);
    }
    all.close();
  }
}
