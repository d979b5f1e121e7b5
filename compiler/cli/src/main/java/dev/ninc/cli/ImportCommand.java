package dev.ninc.cli;

import picocli.CommandLine.Command;

/** {@code ninc import}: a command for each foreign format. */
@Command(
    name = "import",
    description = "Make a .nin file and its weights of another tool's files.",
    synopsisSubcommandLabel = "FORMAT",
    subcommands = ImportCaffeCommand.class,
    footer = {"", "Example:", "  ninc help import caffe"})
final class ImportCommand extends Subcommand {

  @Override
  public Integer call() {
    throw usage("A format is missing; there is `caffe`");
  }
}
