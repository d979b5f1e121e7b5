package dev.ninc.runtime.opencl;

import dev.ninc.runtime.Workspace;
import java.lang.ref.Cleaner;

/**
 * The memory in which a {@link DeviceModel} runs: most of it on the device. It grows to the largest
 * batch that it has seen, and what the device has no room for runs in several parts.
 */
public final class DeviceWorkspace extends Workspace implements AutoCloseable {

  private final DeviceSession session;
  private final Cleaner.Cleanable cleanable;

  DeviceWorkspace(GeneratedDeviceModel model, DeviceSession session) {
    super(model, model.outputs().size());
    this.session = session;
    this.cleanable = GeneratedDeviceModel.CLEANER.register(this, session::close);
  }

  DeviceSession session() {
    return session;
  }

  /**
   * Gives its memory back; it can't be used any more then. Waits for a call that runs just then.
   * The model's {@code close()} does the same.
   */
  @Override
  public void close() {
    cleanable.clean();
  }
}
