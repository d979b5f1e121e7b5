package dev.ninc.compiler;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeModelText;
import dev.ninc.compiler.source.CompilerBug;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files and the command that is given them.
 *
 * @param files the file that the command is about first
 * @param command what a user would type: {@code ninc check …} or {@code ninc import caffe …}
 */
public record Example(List<File> files, String command) {

  public Example {
    files = List.copyOf(files);
  }

  /**
   * A file of an example.
   *
   * @param name without folders
   * @param language what it is: {@code nin}, {@code text}, {@code prototxt}, or {@code caffemodel},
   *     which is written down in words
   * @param shown as a page shows it: {@code «70 × "("»} stands for 70 parentheses, and for weights
   *     there are their shapes
   */
  public record File(String name, String language, String shown) {

    private static final Pattern REPEATED = Pattern.compile("«(\\d+) × \"([^\"]*)\"»");

    /** What the file really holds. */
    public byte[] content() {
      return language.equals("caffemodel")
          ? CaffeModelText.bytes(shown)
          : text().getBytes(StandardCharsets.UTF_8);
    }

    String text() {
      return REPEATED.matcher(shown).replaceAll(File::repeated);
    }

    /** What a reader must know where the file is not what is shown. */
    public Optional<String> remark() {
      if (language.equals("caffemodel")) {
        return Optional.of(
            "`"
                + name
                + "` is a binary file; these are its layers and the shapes of their weights.");
      }
      Matcher first = REPEATED.matcher(shown);
      return first.find()
          ? Optional.of(
              "`"
                  + first.group()
                  + "` stands for `"
                  + first.group(2).strip()
                  + "`, "
                  + first.group(1)
                  + " times.")
          : Optional.empty();
    }

    private static String repeated(MatchResult found) {
      int times = Integer.parseInt(found.group(1));
      return Matcher.quoteReplacement(found.group(2).repeat(times));
    }
  }

  /** What ninc says to this command, by really doing it. */
  public Diagnostics run() {
    return ExampleCommand.parse(command).run(this);
  }

  /** The file of a name. */
  Optional<File> file(String name) {
    return files.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /** As {@link #file}, for a file that must be there. */
  File needed(String name) {
    return file(name).orElseThrow(() -> new CompilerBug("the example has no file " + name));
  }
}
