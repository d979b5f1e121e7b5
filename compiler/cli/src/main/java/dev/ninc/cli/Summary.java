package dev.ninc.cli;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import java.util.ArrayList;
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

  /** Under which names the network gives what a layer computes; empty where it does not. */
  String given(Layer layer) {
    List<Output> outputs = network.graph().outputs();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).value().equals(layer.last().out())) {
        words.add(i == 0 ? "result" : "output " + outputs.get(i).name());
      }
    }
    return words.isEmpty() ? "" : "→ " + String.join(", ", words);
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
