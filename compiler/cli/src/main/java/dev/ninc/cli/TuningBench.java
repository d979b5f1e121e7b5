package dev.ninc.cli;

import java.io.IOException;
import java.util.Map;

/** Where variants of a network are built and timed. */
interface TuningBench {

  /**
   * Builds a variant, and checks what it computes.
   *
   * @param algorithms by layer, for all layers that have a choice
   * @throws dev.ninc.runtime.opencl.DeviceException where the device can't run it
   */
  Variant variant(Map<String, String> algorithms) throws IOException, Mistake;

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
