package dev.ninc.cli;

import dev.ninc.compiler.ir.Maps;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape of one image as an option gives it: {@code --input 3x32x32}. */
final class ImageShape {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})x(\\d{1,6})x(\\d{1,6})");

  private ImageShape() {}

  /**
   * The shape; empty where the option is not given.
   *
   * @param text null where it is not given
   */
  static Optional<Maps> parse(String text, Subcommand command) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw command.usage("--input takes CxHxW, such as 3x32x32, not `" + text + "`");
    }
    try {
      return Optional.of(
          new Maps(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      throw command.usage("--input takes sides of at least 1, not `" + text + "`");
    }
  }
}
