package dev.ninc.compiler.emit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pieces of Java text. */
public final class Lines {

  private Lines() {}

  /** The terms with plus signs between them; zeros are left out. */
  public static String sum(Object... terms) {
    List<String> parts = new ArrayList<>();
    for (Object term : terms) {
      String text = term.toString();
      if (!text.equals("0")) {
        parts.add(text);
      }
    }
    return parts.isEmpty() ? "0" : String.join(" + ", parts);
  }

  /** {@code row * 96}; {@code row} for a factor of one, {@code 0} for none. */
  public static String times(String variable, int factor) {
    return switch (factor) {
      case 0 -> "0";
      case 1 -> variable;
      default -> variable + " * " + factor;
    };
  }

  /** A number for people: {@code 1,024}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 32 rows}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /**
   * Text that may hold what a user wrote, for a comment: nothing in it can end the comment, be a
   * tag or a unicode escape.
   */
  public static String comment(String text) {
    return text.replace('\\', '/')
        .replace("*/", "* /")
        .replace('{', '(')
        .replace('}', ')')
        .replaceAll("\\p{Cntrl}", " ");
  }
}
