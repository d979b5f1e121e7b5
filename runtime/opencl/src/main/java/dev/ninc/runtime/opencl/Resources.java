package dev.ninc.runtime.opencl;

import java.util.ArrayDeque;
import java.util.Deque;

/** Resources that are closed together, the last one first. */
final class Resources implements Resource {

  private final Deque<Resource> open = new ArrayDeque<>();

  <T extends Resource> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /** Closes all of them, even where one fails. Closing twice does nothing. */
  @Override
  public void close() {
    DeviceException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (DeviceException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
