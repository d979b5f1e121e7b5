package dev.ninc.compiler.syntax;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Characters that are no part of the language, but look like such that are. */
final class Lookalikes {

  private static final String CYRILLIC = "асеорхуіјѕԁԛԝвкмнтАВЕКМНОРСТХУІЈЅ";
  private static final String AS_CYRILLIC = "aceopxyijsdqwbkmhtABEKMHOPCTXYIJS";
  private static final String GREEK = "οναρικχυωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  private static final String AS_GREEK = "ovapikxuwABEZHIKMNOPTYX";
  private static final String SIGNS = "×✕⨯−–—‐·∙⋅÷⁄：，；";
  private static final String AS_SIGNS = "xxx----***//:,;";
  private static final String QUOTES = "'“”„‟«»‘’`";

  private Lookalikes() {}

  /** What to write instead; empty where the character resembles none. */
  static Optional<String> hint(int character) {
    Optional<Character> latin = latin(character);
    if (latin.isEmpty()) {
      return Optional.empty();
    }
    String script =
        switch (Character.UnicodeScript.of(character)) {
          case CYRILLIC -> "a Cyrillic";
          case GREEK -> "a Greek";
          default -> "";
        };
    String instead = "rite " + (script.isEmpty() ? "" : "a Latin ") + "`" + latin.get() + "`.";
    return Optional.of(
        script.isEmpty()
            ? "W" + instead
            : "This is " + script + " `" + Character.toString(character) + "`: w" + instead);
  }

  private static Optional<Character> latin(int character) {
    return in(character, CYRILLIC, AS_CYRILLIC)
        .or(() -> in(character, GREEK, AS_GREEK))
        .or(() -> in(character, SIGNS, AS_SIGNS))
        .or(() -> wide(character));
  }

  private static Optional<Character> in(int character, String from, String to) {
    int at = from.indexOf(character);
    return at < 0 ? Optional.empty() : Optional.of(to.charAt(at));
  }

  /** Letters and digits of full width, or of another shape, such as {@code ３} and {@code 𝐱}. */
  private static Optional<Character> wide(int character) {
    String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
    boolean ascii = plain.length() == 1 && plain.charAt(0) > ' ' && plain.charAt(0) < 0x7f;
    return character >= 0x80 && ascii ? Optional.of(plain.charAt(0)) : Optional.empty();
  }

  static boolean isQuote(int character) {
    return QUOTES.indexOf(character) >= 0;
  }

  /**
   * A text in other quotes, in ours; with an ellipsis where it is not closed on its line.
   *
   * @param rest what follows the quote that opens
   */
  static String quoted(String rest) {
    String line = rest.lines().findFirst().orElse("");
    String text =
        line.codePoints()
            .takeWhile(c -> !isQuote(c) && c != '"')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    boolean closed = text.length() < line.length() && text.strip().length() > 0;
    return String.format(Locale.ROOT, "Write it in plain quotes: `\"%s\"`.", closed ? text : "…");
  }
}
