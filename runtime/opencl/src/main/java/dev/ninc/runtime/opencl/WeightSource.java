package dev.ninc.runtime.opencl;

import dev.ninc.runtime.LoadPhase;

/** Brings a network's weights into the order in which its kernels read them. */
@FunctionalInterface
public interface WeightSource {

  /**
   * Writes all weights. It is called once, while a model is loaded.
   *
   * @param kind the program that will read them
   * @param to zeros to begin with, as many as {@link DeviceProgram#weights}
   * @param weights the tensors by name
   */
  void pack(DeviceKind kind, WeightBuffer to, LoadPhase weights);
}
