package dev.ninc.runtime;

import java.io.IOException;

/**
 * Weights that can't be used. The message names the file, the tensor, what was expected, what was
 * found and what to do about it.
 */
public final class WeightsException extends IOException {

  private static final long serialVersionUID = 1;

  private static final int LONGEST_NAME = 120;

  public WeightsException(String message) {
    super(message);
  }

  /** {@code file: problem remedy}, the problem and the remedy being whole sentences. */
  static WeightsException in(String file, String problem, String remedy) {
    return new WeightsException(file + ": " + problem + " " + remedy);
  }

  /** A name from a file, in backticks, fit for a terminal: no control characters, not too long. */
  public static String quote(String name) {
    StringBuilder text = new StringBuilder("`");
    int length = Math.min(name.length(), LONGEST_NAME);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      boolean printable = c >= ' ' && !Character.isISOControl(c) && !isFormat(c);
      text.append(printable ? c : '?');
    }
    return text.append(length < name.length() ? "…`" : "`").toString();
  }

  /** Characters that reorder or hide the text around them, and halves of characters. */
  private static boolean isFormat(char c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
