package dev.ninc.maven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README.md of a sample says that its reader will see. */
public final class Readme {

  private static final Pattern PROGRAM =
      Pattern.compile("```sh\njava ([^\n]*)\n```\n\n```text\n(.*?)```", Pattern.DOTALL);

  private final String text;

  public Readme(File file) throws IOException {
    text = Files.readString(file.toPath());
  }

  /**
   * A command that starts Java.
   *
   * @param words what stands behind {@code java}
   * @param prints what it writes to its standard output
   */
  public record Program(List<String> words, String prints) {}

  /** The commands that start Java, with what they print. */
  public List<Program> programs() {
    return PROGRAM
        .matcher(text)
        .results()
        .map(m -> new Program(Arrays.asList(m.group(1).split(" ")), m.group(2)))
        .toList();
  }

  /** The only block in a language. */
  public String block(String language) {
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text);
    if (!block.find()) {
      throw new AssertionError("no block in " + language);
    }
    return block.group(1);
  }
}
