package dev.ninc.compiler.weights;

import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of a {@code .npy} file in front of the numbers.
 *
 * @param length how many bytes it has
 */
record NpyHead(NpyHeader header, int length) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** More than NumPy itself reads unasked. */
  private static final int LONGEST_HEADER = 1 << 16;

  /**
   * Reads the first bytes of a file, and no number.
   *
   * @throws WeightsException where they are not those of such a file, or it holds no numbers
   */
  static NpyHead read(InputStream in, String source) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2) {
      throw wrong(source, "there are only %d bytes".formatted(start.length));
    }
    int major = start[MAGIC.length];
    boolean known = major >= 1 && major <= 3 && start[MAGIC.length + 1] == 0;
    if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC) || !known) {
      throw wrong(source, "it does not begin like a .npy file of version 1.0, 2.0 or 3.0");
    }
    int width = major == 1 ? 2 : 4;
    ByteBuffer field = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(width), 4));
    long length = field.order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
    if (length > LONGEST_HEADER) {
      throw wrong(source, "its header would have %d bytes".formatted(length));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw wrong(source, "it ends within its header");
    }
    String header =
        new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    NpyHeader parsed = NpyHeader.parse(header, source);
    type(parsed, source);
    return new NpyHead(parsed, start.length + width + text.length);
  }

  /** What the numbers are. */
  NpyType type() {
    return NpyType.of(header.type()).orElseThrow();
  }

  private static NpyType type(NpyHeader header, String source) throws WeightsException {
    if (header.type().equals("|O")) {
      throw wrong(source, "it holds Python objects, `|O`, which are pickled and never read");
    }
    return NpyType.of(header.type())
        .orElseThrow(
            () ->
                wrong(
                    source,
                    "it holds numbers of type %s, which can't become float32"
                        .formatted(WeightsException.quote(header.type()))));
  }

  /**
   * How many numbers there are.
   *
   * @param bytes that are left for them
   * @throws WeightsException where the shape asks for more or fewer
   */
  int count(long bytes, String source) throws WeightsException {
    long count = 1;
    for (int dim : header.dims()) {
      count = count > Integer.MAX_VALUE ? count : count * dim; // no overflow, and no such array
    }
    if (count > Integer.MAX_VALUE || count * type().width != bytes) {
      throw wrong(
          source,
          "the shape %s of %s does not fit the %d bytes of numbers"
              .formatted(header.dims(), header.type(), bytes));
    }
    return (int) count;
  }

  static WeightsException wrong(String source, String problem) {
    return new WeightsException(source + ": " + problem + ". " + Npy.REMEDY);
  }
}
