package dev.ninc.compiler.interchange.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
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

  private final CodedInputStream in;
  private final List<TrainedLayer> layers = new ArrayList<>();

  private CaffeModelReader(byte[] file) {
    this.in = CodedInputStream.newInstance(file);
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
      return new CaffeModelReader(file).net(file.length);
    } catch (Unreadable e) {
      throw new WeightsException(source + ": " + e.getMessage() + " " + e.remedy);
    } catch (IOException e) {
      // The library's message speaks of tags and streams, and to programmers.
      throw new WeightsException(
          source + ": the file is no caffemodel, or it is damaged or cut off. " + AGAIN);
    }
  }

  /** The wire format is right, but what it says is not. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    Unreadable(String message) {
      this(message, AGAIN);
    }

    Unreadable(String message, String remedy) {
      super(message);
      this.remedy = remedy;
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

  private List<TrainedLayer> net(int length) throws IOException {
    int outer = in.pushLimit(length);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 2 -> layer(tag, Format.V1);
        case 100 -> layer(tag, Format.V2);
        default -> skip(tag);
      }
    }
    in.popLimit(outer);
    if (layers.stream().allMatch(layer -> layer.blobs().isEmpty())) {
      throw new Unreadable("the file holds no trained layer.");
    }
    return layers;
  }

  private void layer(int tag, Format format) throws IOException {
    require(layers.size() < MOST_LAYERS, "layers");
    String name = "";
    List<Blob> blobs = new ArrayList<>();
    int outer = enter(tag);
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(field);
      if (number == format.name) {
        expect(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        name = in.readStringRequireUtf8();
      } else if (number == format.blobs) {
        require(blobs.size() < MOST_BLOBS, "arrays in a layer");
        blobs.add(blob(field));
      } else if (number == format.older) {
        throw new Unreadable(
            "a layer has Caffe's oldest format (V0).",
            "Run Caffe's `upgrade_net_proto_binary old.caffemodel new.caffemodel` on it.");
      } else {
        skip(field);
      }
    }
    in.popLimit(outer);
    layers.add(new TrainedLayer(name, blobs));
  }

  private static void require(boolean few, String what) throws Unreadable {
    if (!few) {
      throw new Unreadable("there are more " + what + " than any network has.");
    }
  }

  private Blob blob(int tag) throws IOException {
    List<Integer> shape = new ArrayList<>();
    int[] legacy = {0, 0, 0, 0};
    boolean isLegacy = false;
    FloatList values = new FloatList();
    int outer = enter(tag);
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(field);
      switch (number) {
        case 1, 2, 3, 4 -> {
          expect(field, WireFormat.WIRETYPE_VARINT);
          legacy[number - 1] = dim(in.readRawVarint64());
          isLegacy = true;
        }
        case 5 -> floats(field, values);
        case 7 -> shape(field, shape);
        case 8 -> doubles(field, values);
        default -> skip(field);
      }
    }
    in.popLimit(outer);
    List<Integer> dims =
        isLegacy ? List.of(legacy[0], legacy[1], legacy[2], legacy[3]) : List.copyOf(shape);
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
          "an array has the dimensions " + dims + ", but holds " + count + " numbers.");
    }
  }

  private void floats(int tag, FloatList values) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED32) {
      values.add(in.readFloat());
      return;
    }
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    byte[] packed = in.readRawBytes(in.readRawVarint32());
    if (packed.length % Float.BYTES != 0) {
      throw new Unreadable("an array of numbers has a length that is no multiple of 4 bytes.");
    }
    values.addAll(packed);
  }

  private void doubles(int tag, FloatList values) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED64) {
      values.add(narrow(in.readDouble()));
      return;
    }
    int outer = enter(tag);
    while (!in.isAtEnd()) {
      values.add(narrow(in.readDouble()));
    }
    in.popLimit(outer);
  }

  private static float narrow(double wide) throws Unreadable {
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
      throw new Unreadable(
          "a number is finite in float64, but too large for float32: " + wide + ".");
    }
    return narrow;
  }

  private void shape(int tag, List<Integer> dims) throws IOException {
    int outer = enter(tag);
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      if (WireFormat.getTagFieldNumber(field) != 1) {
        skip(field);
      } else if (WireFormat.getTagWireType(field) == WireFormat.WIRETYPE_VARINT) {
        addDim(dims, in.readRawVarint64());
      } else {
        int inner = enter(field);
        while (!in.isAtEnd()) {
          addDim(dims, in.readRawVarint64());
        }
        in.popLimit(inner);
      }
    }
    in.popLimit(outer);
  }

  private static void addDim(List<Integer> dims, long value) throws Unreadable {
    if (dims.size() == MOST_DIMS) {
      throw new Unreadable("an array has more than " + MOST_DIMS + " dimensions.");
    }
    dims.add(dim(value));
  }

  private static int dim(long value) throws Unreadable {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new Unreadable("an array has a dimension of " + value + ".");
    }
    return (int) value;
  }

  /** Goes into a message or a packed list; the result is for {@code popLimit}. */
  private int enter(int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.pushLimit(in.readRawVarint32());
  }

  private static void expect(int tag, int wireType) throws Unreadable {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new Unreadable(
          "field "
              + WireFormat.getTagFieldNumber(tag)
              + " has another kind of content than in a caffemodel.");
    }
  }

  private void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new Unreadable("a group ends that never began.");
    }
  }
}
