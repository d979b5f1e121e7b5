package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of a safetensors file: {@code {"name": {"dtype": "F32", "shape": [2, 3],
 * "data_offsets": [0, 24]}, …}} and, under {@code __metadata__}, strings by name. It is read by
 * this grammar and not as JSON of any form, so that no nesting is possible beyond it.
 */
final class SafetensorsHeader {

  static final String METADATA = "__metadata__";

  private static final int MOST_DIMS = 16;

  /** The largest array that every virtual machine can allocate. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private final String source;
  private final JsonReader json;
  private final List<Entry> tensors = new ArrayList<>();

  private SafetensorsHeader(byte[] header, String source) {
    this.source = source;
    this.json = new JsonReader(header, source);
  }

  /** A tensor's place: bytes from {@code begin} up to {@code end} of what follows the header. */
  record Entry(String name, DType type, List<Integer> dims, long begin, long end)
      implements Comparable<Entry> {

    /** How many numbers; {@link #parse} has checked that they fit into an array. */
    int count() {
      return (int) ((end - begin) / type.width);
    }

    /** By place; an empty tensor comes before the one that begins where it stands. */
    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(begin, other.begin);
      return order != 0 ? order : Long.compare(end, other.end);
    }
  }

  /**
   * Checks a header as far as it can be checked without what follows it.
   *
   * @throws WeightsException where it is not as the format says
   */
  static SafetensorsHeader parse(byte[] header, String source) throws WeightsException {
    SafetensorsHeader result = new SafetensorsHeader(header, source);
    result.parse();
    Collections.sort(result.tensors);
    result.checkPlaces();
    return result;
  }

  /** In the order in which they stand in the file. */
  List<Entry> tensors() {
    return tensors;
  }

  /** Bytes that follow the header. */
  long dataLength() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }

  private void parse() throws WeightsException {
    json.startAtOnce('{');
    Set<String> names = new HashSet<>();
    if (!json.accept('}')) {
      do {
        String name = json.string();
        if (!names.add(name)) {
          throw json.error("two entries are called " + WeightsException.quote(name));
        }
        json.expect(':');
        if (name.equals(METADATA)) {
          metadata();
        } else {
          tensors.add(tensor(name));
        }
      } while (json.accept(','));
      json.expect('}');
    }
    json.onlySpacesLeft();
  }

  private void metadata() throws WeightsException {
    Set<String> keys = new HashSet<>();
    json.expect('{');
    if (json.accept('}')) {
      return;
    }
    do {
      String key = json.string();
      if (!keys.add(key)) {
        throw json.error("the metadata has two values for " + WeightsException.quote(key));
      }
      json.expect(':');
      json.string();
    } while (json.accept(','));
    json.expect('}');
  }

  private Entry tensor(String name) throws WeightsException {
    String type = null;
    long[] shape = null;
    long[] offsets = null;
    json.expect('{');
    do {
      String key = json.string();
      json.expect(':');
      if (key.equals("dtype") && type == null) {
        type = json.string();
      } else if (key.equals("shape") && shape == null) {
        shape = json.integers(MOST_DIMS);
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = json.integers(2);
      } else {
        throw json.error(
            "the entry of tensor "
                + WeightsException.quote(name)
                + " has an unknown or repeated key "
                + WeightsException.quote(key));
      }
    } while (json.accept(','));
    json.expect('}');
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw tensorError(name, "has not all of dtype, shape and two data_offsets.");
    }
    return entry(name, type, shape, offsets);
  }

  private Entry entry(String name, String typeName, long[] shape, long[] offsets)
      throws WeightsException {
    DType type = DType.named(typeName);
    if (type == null) {
      throw WeightsException.in(
          source,
          "tensor "
              + WeightsException.quote(name)
              + " is "
              + WeightsException.quote(typeName)
              + "; weights are F32, F16, BF16 or F64.",
          "Convert the tensor to F32, or leave it out if the network does not use it.");
    }
    List<Integer> dims = new ArrayList<>(shape.length);
    long count = 1;
    for (long dim : shape) {
      boolean fits = dim <= MOST_VALUES && count <= MOST_VALUES; // so the product is exact
      count = fits ? count * dim : Long.MAX_VALUE;
      if (count > MOST_VALUES) {
        throw tensorError(name, "has more numbers than fit into an array.");
      }
      dims.add((int) dim);
    }
    long begin = offsets[0];
    long end = offsets[1];
    if (begin > end) {
      throw tensorError(name, "ends at " + end + ", before it begins at " + begin + ".");
    }
    if (end - begin != count * type.width) {
      throw tensorError(
          name,
          "has the shape "
              + dims
              + " of "
              + type
              + ", which is "
              + count * type.width
              + " bytes, but its offsets span "
              + (end - begin)
              + ".");
    }
    return new Entry(name, type, dims, begin, end);
  }

  /** The format has neither gaps nor overlaps. */
  private void checkPlaces() throws WeightsException {
    long end = 0;
    for (Entry entry : tensors) {
      if (entry.begin() != end) {
        throw tensorError(
            entry.name(),
            "begins at "
                + entry.begin()
                + (entry.begin() < end ? ", within the one before it, " : ", after a gap: the one ")
                + "that ends at "
                + end
                + ".");
      }
      end = entry.end();
    }
  }

  private WeightsException tensorError(String name, String problem) {
    return WeightsException.in(
        source,
        "tensor " + WeightsException.quote(name) + " " + problem,
        "The file is damaged; fetch or write it again.");
  }
}
