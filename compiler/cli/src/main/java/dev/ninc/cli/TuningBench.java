package dev.ninc.cli;

import java.io.IOException;
import java.util.Map;

/** Where variants of a network are built and timed. */
interface TuningBench {

  /**
   * Builds a variant in which each layer runs by itself, and checks what it computes.
   *
   * @param algorithms by layer, for all layers that have a choice
   * @throws dev.ninc.runtime.opencl.DeviceException where the device can't run it
   */
  Variant variant(Map<String, String> algorithms) throws IOException, Mistake;

  /**
   * Builds the network as it is compiled with these algorithms: layers without one may share a
   * kernel.
   *
   * @param algorithms by layer
   * @throws dev.ninc.runtime.opencl.DeviceException where the device can't run it
   */
  Variant whole(Map<String, String> algorithms) throws IOException, Mistake;

  /** A network with an algorithm for each layer. */
  interface Variant {

    /** Whether a layer computes what it should. */
    boolean isRight(String layer);

    /** Times a layer once: seconds for one image. */
    double layer(String name);

    /** Times a whole run once: seconds for one image. */
    double run();
  }
}
