package dev.ninc.compiler.interchange.layers;

/** Names of layers, as a {@code .nin} file has them. */
public final class Names {

  /** Characters of the longest name. */
  public static final int LONGEST = 100;

  private Names() {}

  /** Whether the language can hold the name, as it is or in quotes. */
  public static boolean isPossible(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.indexOf(':') < 0
        && name.codePoints().allMatch(Names::isPrintable);
  }

  /** Not a control, and nothing that hides or reorders the text around it. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  public static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z_0-9]*");
  }

  /** The name, in quotes where it is no identifier. */
  public static String inText(String name) {
    return isIdentifier(name) && !name.equals("x")
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
