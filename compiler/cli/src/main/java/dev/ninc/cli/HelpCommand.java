package dev.ninc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ninc help import caffe} is {@code ninc import caffe --help}; picocli's takes one word. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Show the help of a command, or the language of .nin files (`language`).",
    footer = {
      "",
      "Examples:",
      "  ninc help run",
      "  ninc help import caffe",
      "  ninc help language"
    })
final class HelpCommand extends Subcommand {

  /** A topic that is no command. */
  private static final String LANGUAGE = "language";

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description =
          "The command, as in `ninc help import caffe`; none for ninc itself. Or"
              + " `language`: layers, options and statements.")
  private List<String> words = List.of();

  @Override
  public Integer call() throws IOException {
    if (words.equals(List.of(LANGUAGE))) {
      language().lines().forEach(out()::println);
      return ExitCode.OK;
    }
    CommandLine at = command().getParent();
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw usage("`" + at.getCommandSpec().qualifiedName() + "` has no command `" + word + "`");
      }
      at = next;
    }
    at.usage(out());
    return ExitCode.OK;
  }

  private static String language() throws IOException {
    try (InputStream in = HelpCommand.class.getResourceAsStream(LANGUAGE + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
