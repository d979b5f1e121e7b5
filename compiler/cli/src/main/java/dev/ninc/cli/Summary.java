package dev.ninc.cli;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Network;
import java.util.List;

/**
 * What {@code ninc summary} shows.
 *
 * @param peak bytes of maps that are alive at one time, for one image
 */
record Summary(Network network, List<Layer> layers, long peak) {

  /**
   * @param network as the user wrote it
   * @param optimized its graph after the passes, which is what runs
   */
  static Summary of(Network network, Graph optimized) {
    return new Summary(network, Layer.of(network.graph()), Memory.peak(optimized));
  }

  long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }

  long macs() {
    return layers.stream().mapToLong(Layer::macs).sum();
  }

  /** The part of all multiply-accumulates that a layer does: 0 to 1. */
  double share(Layer layer) {
    return macs() == 0 ? 0 : (double) layer.macs() / macs();
  }

  long weightBytes() {
    return parameters() * Float.BYTES;
  }
}
