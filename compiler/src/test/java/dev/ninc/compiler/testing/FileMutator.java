package dev.ninc.compiler.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Damages files: bits flipped, the end cut off, bytes put in, taken out, doubled or moved, and
 * integers, binary ones and those of texts, made as extreme as their readers may meet.
 */
public final class FileMutator {

  /** Integers at which readers go wrong. */
  public static final List<Long> EXTREMES =
      List.of(
          0L,
          1L,
          -1L,
          127L,
          65_536L,
          (1L << 31) - 1,
          1L << 31,
          (1L << 32) - 1,
          -(1L << 31),
          1L << 32,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private final RandomGenerator random;

  public FileMutator(RandomGenerator random) {
    this.random = random;
  }

  /** One to three edits anywhere. */
  public byte[] edited(byte[] file) {
    byte[] edited = file;
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      edited = edit(edited);
    }
    return edited;
  }

  private byte[] edit(byte[] file) {
    if (file.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(file.length);
    int length = 1 + random.nextInt(Math.min(16, file.length - at));
    return switch (random.nextInt(9)) {
      case 0, 1 -> flipped(file, at, 1 + random.nextInt(4));
      case 2 -> Arrays.copyOf(file, at);
      case 3 -> spliced(file, at, at, noise());
      case 4 -> spliced(file, at, at, Arrays.copyOfRange(file, at, at + length));
      case 5 -> spliced(file, at, at + length, new byte[0]);
      case 6 -> spliced(file, at, at + length, noise());
      case 7 ->
          spliced(file, random.nextInt(file.length), Arrays.copyOfRange(file, at, at + length));
      default -> withInteger(file, at, 1 << random.nextInt(4), extreme());
    };
  }

  private byte[] spliced(byte[] file, int at, byte[] put) {
    return spliced(file, at, Math.min(file.length, at + put.length), put);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(12)];
    random.nextBytes(noise);
    return noise;
  }

  /** Bits flipped, the length kept. */
  public byte[] flipped(byte[] file) {
    return file.length == 0 ? file : flipped(file, random.nextInt(file.length), 4);
  }

  private byte[] flipped(byte[] file, int at, int bits) {
    byte[] flipped = file.clone();
    for (int i = 0; i < bits; i++) {
      int place = i == 0 ? at : random.nextInt(file.length);
      flipped[place] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** An extreme integer. */
  public long extreme() {
    return EXTREMES.get(random.nextInt(EXTREMES.size()));
  }

  /** A binary integer of so many bytes, in either order, as far as the file goes. */
  public byte[] withInteger(byte[] file, int at, int width, long value) {
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] bytes = ByteBuffer.allocate(8).order(order).putLong(value).array();
    int from = order == ByteOrder.LITTLE_ENDIAN ? 0 : 8 - width;
    byte[] changed = file.clone();
    System.arraycopy(bytes, from, changed, at, Math.min(width, file.length - at));
    return changed;
  }

  /** One of the decimal numbers in a text made extreme, or one digit longer. */
  public byte[] withTextNumber(byte[] text) {
    String latin = new String(text, StandardCharsets.ISO_8859_1);
    List<MatchResult> numbers = NUMBER.matcher(latin).results().toList();
    if (numbers.isEmpty()) {
      return edited(text);
    }
    MatchResult number = numbers.get(random.nextInt(numbers.size()));
    String other = random.nextInt(6) == 0 ? number.group() + "0" : String.valueOf(extreme());
    return spliced(text, number.start(), number.end(), other.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The file with other bytes in place of those from {@code from} up to {@code to}. */
  public static byte[] spliced(byte[] file, int from, int to, byte[] put) {
    return ByteBuffer.allocate(file.length - (to - from) + put.length)
        .put(file, 0, from)
        .put(put)
        .put(file, to, file.length - to)
        .array();
  }
}
