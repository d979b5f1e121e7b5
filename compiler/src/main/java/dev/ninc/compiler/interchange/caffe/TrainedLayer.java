package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.interchange.layers.Blob;
import java.util.List;

/** The trained numbers of one layer: its weights, then, if it has one, its bias. */
record TrainedLayer(String name, List<Blob> blobs) {

  TrainedLayer {
    blobs = List.copyOf(blobs);
  }
}
