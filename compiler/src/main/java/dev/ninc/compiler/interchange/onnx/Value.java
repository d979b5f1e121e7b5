package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.ir.Padding;
import java.util.List;

/** What a name of an ONNX graph stands for, as far as the importer follows it. */
sealed interface Value {

  /** Made by a node that was reported, or from such a one. */
  Value UNKNOWN = new Unknown();

  /**
   * The maps that a layer gives.
   *
   * @param place of the layer
   * @param rank 4 for [N, C, H, W], 2 for [N, C·H·W]
   * @param border what a Pad puts around them, for the node that reads them
   */
  record Flow(int place, int rank, Border border) implements Value {

    /** Maps without a border. */
    static Flow of(int place, int rank) {
      return new Flow(place, rank, Border.NONE);
    }
  }

  /**
   * Cells around maps.
   *
   * @param cells what they hold
   */
  record Border(Padding pad, float cells) {
    static final Border NONE = new Border(Padding.NONE, 0);

    boolean isNone() {
      return pad.equals(Padding.NONE);
    }
  }

  /**
   * A constant of the model.
   *
   * @param dims the tensor's own, or others with the same product
   * @param transposed whether it is a matrix whose rows and columns are exchanged; {@code dims} are
   *     those after that
   */
  record Array(OnnxTensor tensor, List<Integer> dims, boolean transposed) implements Value {
    public Array {
      dims = List.copyOf(dims);
    }

    /** How many numbers it has. */
    int size() {
      return dims.stream().reduce(1, (a, b) -> a * b); // the tensor's product, which fits
    }
  }

  /**
   * A few integers: of a shape, mostly.
   *
   * @param values {@link #BATCH} stands for the number of images, whatever it is
   * @param scalar whether it is one number, and no vector of one
   */
  record Integers(List<Long> values, boolean scalar) implements Value {
    /** The number of images. */
    static final long BATCH = Long.MIN_VALUE;

    public Integers {
      values = List.copyOf(values);
    }
  }

  /** Nothing is known of it. */
  record Unknown() implements Value {}
}
