package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.interchange.layers.Blob;
import dev.ninc.compiler.interchange.wire.WireInput;
import dev.ninc.compiler.interchange.wire.WireInput.Unreadable;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the trained numbers from a caffemodel: a {@code NetParameter} of <a
 * href="https://github.com/BVLC/caffe/blob/master/src/caffe/proto/caffe.proto">caffe.proto</a> in
 * the wire format of protocol buffers. Field 2 holds layers of the old format (V1), field 100 those
 * of the new. What is not needed is skipped; no length is believed before the file has that many
 * bytes.
 */
final class CaffeModelReader {

  private static final String AGAIN = "Fetch it again; it is a binary file, `….caffemodel`.";

  private static final int MOST_LAYERS = 2_000;
  private static final int MOST_BLOBS = 16;
  private static final int MOST_DIMS = 16;

  private final WireInput in;
  private final List<TrainedLayer> layers = new ArrayList<>();

  private CaffeModelReader(byte[] file) {
    this.in = new WireInput(file);
  }

  /**
   * The layers that hold numbers, in the order of the file.
   *
   * @param source what the message calls the file
   * @throws WeightsException where the file is no caffemodel, is damaged or cut off, or holds
   *     something that can't be read
   */
  static List<TrainedLayer> read(byte[] file, String source) throws WeightsException {
    try {
      return new CaffeModelReader(file).net();
    } catch (Outdated e) {
      throw new WeightsException(source + ": " + e.getMessage());
    } catch (Unreadable e) {
      throw new WeightsException(source + ": " + e.getMessage() + ". " + AGAIN);
    } catch (IOException e) {
      // The library's message speaks of tags and streams, and to programmers.
      throw new WeightsException(
          source + ": the file is no caffemodel, or it is damaged or cut off. " + AGAIN);
    }
  }

  /** A layer of Caffe's oldest format. */
  private static final class Outdated extends IOException {
    private static final long serialVersionUID = 1;

    Outdated() {
      super(
          "a layer has Caffe's oldest format (V0)."
              + " Run Caffe's `upgrade_net_proto_binary old.caffemodel new.caffemodel` on it.");
    }
  }

  /** The fields of one layer format. */
  private enum Format {
    V1(4, 6, 1),
    V2(1, 7, -1);

    private final int name;
    private final int blobs;

    /** Where the layer of a still older format would be. */
    private final int older;

    Format(int name, int blobs, int older) {
      this.name = name;
      this.blobs = blobs;
      this.older = older;
    }
  }

  private List<TrainedLayer> net() throws IOException {
    in.file(
        (number, tag) -> {
          switch (number) {
            case 2 -> layer(tag, Format.V1);
            case 100 -> layer(tag, Format.V2);
            default -> in.skip(tag);
          }
        });
    if (layers.stream().allMatch(layer -> layer.blobs().isEmpty())) {
      throw new Unreadable("the file holds no trained layer");
    }
    return layers;
  }

  private void layer(int tag, Format format) throws IOException {
    WireInput.require(layers.size() < MOST_LAYERS, "layers");
    String[] name = {""};
    List<Blob> blobs = new ArrayList<>();
    in.message(
        tag,
        (number, field) -> {
          if (number == format.name) {
            name[0] = in.text(field);
          } else if (number == format.blobs) {
            WireInput.require(blobs.size() < MOST_BLOBS, "arrays in a layer");
            blobs.add(blob(field));
          } else if (number == format.older) {
            throw new Outdated();
          } else {
            in.skip(field);
          }
        });
    layers.add(new TrainedLayer(name[0], blobs));
  }

  private Blob blob(int tag) throws IOException {
    List<Integer> shape = new ArrayList<>();
    List<Integer> legacy = new ArrayList<>(List.of(0, 0, 0, 0));
    boolean[] isLegacy = {false};
    FloatList values = new FloatList();
    in.message(
        tag,
        (number, field) -> {
          switch (number) {
            case 1, 2, 3, 4 -> {
              legacy.set(number - 1, dim(in.integer(field)));
              isLegacy[0] = true;
            }
            case 5 -> values.addAll(in.fixed(field, Float.BYTES));
            case 7 -> in.message(field, (inner, at) -> shape(inner, at, shape));
            case 8 -> doubles(field, values);
            default -> in.skip(field);
          }
        });
    List<Integer> dims = isLegacy[0] ? legacy : shape;
    checkSize(dims, values.size());
    return new Blob(dims, values.toArray());
  }

  private static void checkSize(List<Integer> dims, int count) throws Unreadable {
    long size = 1;
    for (int dim : dims) {
      size = size > Integer.MAX_VALUE ? size : size * dim; // no overflow, and no such array
    }
    if (size != count) {
      throw new Unreadable(
          "an array has the dimensions " + dims + ", but holds " + count + " numbers");
    }
  }

  private void doubles(int tag, FloatList values) throws IOException {
    ByteBuffer numbers =
        ByteBuffer.wrap(in.fixed(tag, Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    while (numbers.hasRemaining()) {
      values.add(narrow(numbers.getDouble()));
    }
  }

  private static float narrow(double wide) throws Unreadable {
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
      throw new Unreadable("a number is finite in float64, but too large for float32: " + wide);
    }
    return narrow;
  }

  private void shape(int number, int tag, List<Integer> dims) throws IOException {
    if (number == 1) {
      in.integers(tag, dim -> addDim(dims, dim));
    } else {
      in.skip(tag);
    }
  }

  private static void addDim(List<Integer> dims, long value) throws Unreadable {
    if (dims.size() == MOST_DIMS) {
      throw new Unreadable("an array has more than " + MOST_DIMS + " dimensions");
    }
    dims.add(dim(value));
  }

  private static int dim(long value) throws Unreadable {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new Unreadable("an array has a dimension of " + value);
    }
    return (int) value;
  }
}
