package dev.ninc.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in the help of ninc itself, by what they are for. */
final class CommandGroups {

  /** Blanks before a command, and the column of what it does. */
  private static final String INDENT = "  ";

  private static final int COLUMN = 14;

  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  private CommandGroups() {
    groups.put("Begin:", List.of("new", "explain"));
    groups.put("Write a network:", List.of("check", "fmt"));
    groups.put("Look at one:", List.of("summary", "graph", "dump"));
    groups.put(
        "Compile and run it:", List.of("compile", "run", "verify", "profile", "tune", "devices"));
    groups.put("Weights and other formats:", List.of("weights", "import", "export"));
    groups.put("ninc itself:", List.of("completion", "help"));
  }

  static void install(CommandLine ninc) {
    ninc.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    ninc.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups()::text);
  }

  /** Commands that are in no group stand last. */
  private String text(Help help) {
    Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
    int width = help.commandSpec().usageMessage().width();
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (title, names) -> {
          List<String> present = names.stream().filter(rest::containsKey).toList();
          text.append(present.isEmpty() ? "" : String.format("%n%s%n", title));
          present.forEach(name -> append(text, name, rest.remove(name), width));
        });
    rest.forEach((name, command) -> append(text, name, command, width));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Help command, int width) {
    String[] description = command.commandSpec().usageMessage().description();
    List<String> lines = wrap(firstSentence(description), width - COLUMN - 1);
    String start = INDENT + name + " ".repeat(Math.max(1, COLUMN - 2 - name.length()));
    for (String line : lines) {
      text.append(String.format("%s%s%n", start, line));
      start = " ".repeat(COLUMN);
    }
  }

  /** A full stop within a word, as in {@code .nin}, ends no sentence. */
  private static String firstSentence(String[] description) {
    String all = description.length == 0 ? "" : description[0];
    int end = all.indexOf(". ");
    return end < 0 ? all : all.substring(0, end + 1);
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
