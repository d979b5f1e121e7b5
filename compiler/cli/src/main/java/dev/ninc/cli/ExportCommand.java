package dev.ninc.cli;

import picocli.CommandLine.Command;

/** {@code ninc export}: a command for each foreign format. */
@Command(
    name = "export",
    description = "Write a network and its weights in another tool's format.",
    synopsisSubcommandLabel = "FORMAT",
    subcommands = ExportOnnxCommand.class,
    footer = {"", "Example:", "  ninc help export onnx"})
final class ExportCommand extends Subcommand {

  @Override
  public Integer call() {
    throw usage("A format is missing; there is `onnx`");
  }
}
