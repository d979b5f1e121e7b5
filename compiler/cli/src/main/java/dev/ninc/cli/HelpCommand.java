package dev.ninc.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ninc help import caffe} is {@code ninc import caffe --help}; picocli's takes one word. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Show the help of a command.",
    footer = {"", "Examples:", "  ninc help run", "  ninc help import caffe"})
final class HelpCommand extends Subcommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command, as in `ninc help import caffe`; none for ninc itself.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
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
}
