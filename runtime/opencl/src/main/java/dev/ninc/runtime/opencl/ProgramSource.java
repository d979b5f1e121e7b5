package dev.ninc.runtime.opencl;

import java.io.InputStream;

/**
 * Opens the texts of programs, which lie beside a generated class. The class does so itself: a
 * named module shows its resources to its own code alone.
 */
@FunctionalInterface
public interface ProgramSource {

  /**
   * Opens a resource, as {@link Class#getResourceAsStream} does.
   *
   * @param name of {@link DeviceProgram#source}
   * @return null where there is none
   */
  InputStream open(String name);
}
