package dev.ninc.compiler;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The long form of a message: why and when it comes, and an example. Each code has a page among the
 * resources, {@code explain/NIN0301.md}, which reads as it stands; the messages are not on it, as
 * {@link Example#run} makes them.
 *
 * @param why paragraphs of plain text, in lines
 * @param wrong an example with just this mistake
 * @param right the same example, corrected
 */
public record Explanation(Code code, String why, Example wrong, Example right) {

  private static final Pattern NAME = Pattern.compile("NIN[0-9]{4}");

  /** The explanation of a code. */
  public static Explanation of(Code code) {
    String page = "explain/" + code + ".md";
    try (InputStream in = Explanation.class.getResourceAsStream(page)) {
      if (in == null) {
        throw new CompilerBug("there is no page " + page);
      }
      return ExplanationPage.read(code, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CompilerBug(page + " can't be read", e);
    }
  }

  /** The code that a user means by {@code NIN0301}, {@code nin301} or {@code 301}. */
  public static Optional<Code> code(String word) {
    String name = name(word);
    return Arrays.stream(Code.values()).filter(c -> c.name().equals(name)).findFirst();
  }

  /** The code that is nearest to what a user wrote: to a number by its value, else by letters. */
  public static Optional<Code> nearest(String word) {
    String name = name(word);
    if (NAME.matcher(name).matches()) {
      return Arrays.stream(Code.values())
          .min(Comparator.comparingInt(c -> Math.abs(number(c.name()) - number(name))));
    }
    return Spelling.nearest(name, Arrays.stream(Code.values()).map(Code::name).toList())
        .map(Code::valueOf);
  }

  private static String name(String word) {
    String upper = word.strip().toUpperCase(Locale.ROOT);
    String digits = upper.startsWith("NIN") ? upper.substring(3) : upper;
    return digits.matches("[0-9]{1,4}") ? "NIN" + "0".repeat(4 - digits.length()) + digits : upper;
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(3));
  }
}
