package dev.ninc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of this project, and what it quotes. */
record Document(Path path, String text) {

  private static final Pattern FENCE = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("`ninc ([a-z]+)");

  /** What stands between fences, and in which language. */
  record Block(String language, String text) {}

  static Document of(String name) {
    try {
      Path path = Cli.repository(name);
      return new Document(path, Files.readString(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      blocks.add(new Block(fence.group(1).split(" ")[0], fence.group(2)));
    }
    return blocks;
  }

  List<String> blocks(String language) {
    return blocks().stream().filter(b -> b.language().equals(language)).map(Block::text).toList();
  }

  /** The lines of all shell blocks, those that go on behind a backslash joined. */
  List<String> commands() {
    return blocks("sh").stream()
        .flatMap(b -> b.replace("\\\n", " ").lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /** The files that it links to. */
  List<String> links() {
    return groups(LINK);
  }

  /** The commands of ninc that are named in running text. */
  List<String> named() {
    return groups(COMMAND);
  }

  private List<String> groups(Pattern pattern) {
    List<String> groups = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      groups.add(matcher.group(1));
    }
    return groups;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
