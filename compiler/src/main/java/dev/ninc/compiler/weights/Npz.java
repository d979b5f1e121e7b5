package dev.ninc.compiler.weights;

import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads NumPy's {@code .npz} files, as {@code numpy.savez} and {@code numpy.savez_compressed} write
 * them: a zip of {@code .npy} files, each of which is an array. An array is in memory only while it
 * is asked for. What {@link Npy} does not read is refused, all such arrays at once.
 *
 * <p>The file is read by its directory, as NumPy reads it, and not front to back: what lies between
 * the members, or is left of older ones, doesn't count. Nothing is ever written under a member's
 * name; those that would lead out of a folder are refused nevertheless.
 */
public final class Npz implements Closeable {

  private static final int MOST_ARRAYS = 10_000;

  /** Of all arrays together, unpacked. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  /** Of all arrays together: so many may be zeros. */
  private static final long HARMLESS = 32 << 20;

  private static final int MOST_LINES = 40;

  private final ZipFile zip;
  private final String source;
  private final Map<String, Array> arrays = new LinkedHashMap<>();

  /** An array, and where it is. */
  private record Array(NpzMember member, NpyHead head) {}

  private Npz(ZipFile zip, String source) throws IOException {
    this.zip = zip;
    this.source = source;
    List<NpzMember> members = zip.stream().limit(MOST_ARRAYS + 1L).map(NpzMember::new).toList();
    if (members.size() > MOST_ARRAYS) {
      throw wrong("there are more than %,d arrays.".formatted(MOST_ARRAYS));
    }
    inspect(members);
    long unpacked = members.stream().mapToLong(m -> m.entry().getSize()).sum();
    long packed = members.stream().mapToLong(m -> m.entry().getCompressedSize()).sum();
    if (unpacked > MOST_BYTES || NpzMember.isBomb(unpacked, packed, HARMLESS)) {
      throw wrong(
          "unpacked, its arrays would have %,d bytes instead of %,d.".formatted(unpacked, packed));
    }
    if (packed > Path.of(zip.getName()).toFile().length()) {
      throw wrong("its members lie one upon another.");
    }
  }

  /**
   * Opens a file, and reads what its arrays are.
   *
   * @throws WeightsException where it is no such file, or it holds something else than arrays of
   *     numbers: all of that
   * @throws IOException where it can't be read, or is no regular file
   */
  public static Npz open(Path path) throws IOException {
    NpzEnd.check(path);
    ZipFile zip = zip(path);
    try {
      return new Npz(zip, path.toString());
    } catch (ZipException e) {
      zip.close();
      throw NpzEnd.damaged(path.toString(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile zip(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw NpzEnd.damaged(path.toString(), e.getMessage());
    }
  }

  /**
   * Reads all arrays of a file, in its order.
   *
   * @throws WeightsException where it is no such file, or holds something else than numbers
   * @throws IOException where it can't be read, or is no regular file
   */
  public static Weights read(Path path) throws IOException {
    try (Npz npz = open(path)) {
      List<WeightTensor> tensors = new ArrayList<>();
      for (TensorFile.Entry entry : npz.tensors()) {
        TensorSpec spec = entry.spec();
        tensors.add(new WeightTensor(spec.name(), spec.dims(), npz.values(spec.name())));
      }
      return Weights.of(npz.source, tensors);
    }
  }

  /** What the file holds, in its order; types as NumPy writes them: {@code <f4}. */
  public List<TensorFile.Entry> tensors() {
    List<TensorFile.Entry> entries = new ArrayList<>();
    arrays.forEach(
        (name, array) -> {
          NpyHeader header = array.head().header();
          entries.add(new TensorFile.Entry(new TensorSpec(name, header.dims()), header.type()));
        });
    return entries;
  }

  /**
   * The numbers of an array as float32, the last dimension running fastest.
   *
   * @throws WeightsException where they are damaged, or one does not fit into float32
   * @throws IllegalArgumentException where there is no array of this name
   */
  public float[] values(String name) throws IOException {
    Array array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(source + " has no array " + name);
    }
    ZipEntry entry = array.member().entry();
    String place = source + ": " + WeightsException.quote(name);
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length < entry.getSize() || in.read() >= 0 || crc(bytes) != entry.getCrc()) {
        throw NpzEnd.damaged(place, "the bytes are not those that were written");
      }
      return Npy.read(bytes, place).values();
    } catch (ZipException | EOFException e) {
      throw NpzEnd.damaged(place, String.valueOf(e.getMessage()));
    }
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Looks at each member as far as its numbers. */
  private void inspect(List<NpzMember> members) throws IOException {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (NpzMember member : members) {
      String name = member.name();
      try {
        member.check(source);
        if (names.add(name)) {
          arrays.put(name, new Array(member, head(member)));
        } else {
          problems.add(source + ": two arrays are called " + WeightsException.quote(name) + ".");
        }
      } catch (WeightsException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_LINES;
      String lines = String.join("\n", problems.subList(0, Math.min(MOST_LINES, problems.size())));
      throw new WeightsException(more > 0 ? lines + "\nand " + more + " more." : lines);
    }
  }

  private NpyHead head(NpzMember member) throws IOException {
    String place = source + ": " + WeightsException.quote(member.name());
    try (InputStream in = zip.getInputStream(member.entry())) {
      NpyHead head = NpyHead.read(in, place);
      head.count(member.entry().getSize() - head.length(), place);
      return head;
    } catch (ZipException | EOFException e) {
      throw NpzEnd.damaged(place, String.valueOf(e.getMessage()));
    }
  }

  private WeightsException wrong(String problem) {
    return new WeightsException(
        source + ": " + problem + " Save the weights of one network, and nothing else.");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
