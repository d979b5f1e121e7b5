package dev.ninc.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the tokens of JSON (RFC 8259) that a safetensors header needs, one after the other. */
final class JsonReader {

  private final byte[] text;
  private final String source;
  private int at;

  JsonReader(byte[] text, String source) {
    this.text = text;
    this.source = source;
  }

  /** The first byte must be this one: the format allows no space in front. */
  void startAtOnce(char first) throws WeightsException {
    if (text.length == 0 || text[0] != first) {
      throw error("it begins with something else than `" + first + "`");
    }
    at = 1;
  }

  /** After the last token the format allows padding with spaces alone. */
  void onlySpacesLeft() throws WeightsException {
    for (; at < text.length; at++) {
      if (text[at] != ' ') {
        throw error("something else than spaces follows it");
      }
    }
  }

  void expect(char token) throws WeightsException {
    if (!accept(token)) {
      throw error("`" + token + "` is expected");
    }
  }

  /** Takes the token if it comes next. */
  boolean accept(char token) {
    skipSpace();
    if (at < text.length && text[at] == token) {
      at++;
      return true;
    }
    return false;
  }

  /** A list of at most {@code most} integers from 0 on, each within a long. */
  long[] integers(int most) throws WeightsException {
    long[] values = new long[most];
    int count = 0;
    expect('[');
    if (accept(']')) {
      return new long[0];
    }
    do {
      if (count == most) {
        throw error("at most " + most + " numbers are expected");
      }
      values[count++] = integer();
    } while (accept(','));
    expect(']');
    return Arrays.copyOf(values, count);
  }

  private long integer() throws WeightsException {
    skipSpace();
    int start = at;
    long value = 0;
    for (; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
      int digit = text[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw error("a number is too large");
      }
      value = 10 * value + digit;
    }
    boolean leadingZero = at - start > 1 && text[start] == '0';
    boolean ends = at < text.length && isAfterNumber(text[at]);
    if (at == start || leadingZero || !ends) {
      throw error("an integer from 0 on is expected");
    }
    return value;
  }

  private static boolean isAfterNumber(byte b) {
    return b == ',' || b == ']' || isSpace(b);
  }

  String string() throws WeightsException {
    expect('"');
    int start = at;
    boolean plain = true;
    while (at < text.length && text[at] != '"') {
      byte b = text[at];
      if (b >= 0 && b < ' ') {
        throw error("a string holds a control character");
      }
      plain &= b >= 0 && b != '\\';
      at += b == '\\' ? 2 : 1; // what is escaped can't end the string
    }
    if (at >= text.length) {
      throw error("a string has no end");
    }
    int end = at++;
    return plain
        ? new String(text, start, end - start, StandardCharsets.ISO_8859_1)
        : unescape(decode(start, end));
  }

  private String decode(int start, int end) throws WeightsException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text, start, end - start);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(); // reports, not replaces
    } catch (CharacterCodingException e) {
      throw error("a string is not valid UTF-8");
    }
  }

  private String unescape(String raw) throws WeightsException {
    StringBuilder result = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        result.append(c);
        continue;
      }
      char escaped = raw.charAt(++i);
      int simple = "\"\\/bfnrt".indexOf(escaped);
      if (simple >= 0) {
        result.append("\"\\/\b\f\n\r\t".charAt(simple));
      } else if (escaped == 'u') {
        result.append(hex(raw, i + 1));
        i += 4;
      } else {
        throw error("a string has an unknown escape");
      }
    }
    String name = result.toString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw error("a string has an escape for half a character");
    }
    return name;
  }

  private char hex(String raw, int start) throws WeightsException {
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = i < raw.length() && raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        throw error("a string has a `\\u` without four hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private void skipSpace() {
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** A complaint about the place that was reached. */
  WeightsException error(String problem) {
    return WeightsException.in(
        source,
        "the header is wrong at byte " + Math.min(at, text.length) + ": " + problem + ".",
        "The file is damaged or is no safetensors file; fetch or write it again.");
  }
}
