package dev.ninc.cli;

import picocli.CommandLine.Command;

/** {@code ninc import}: a command for each foreign format. */
@Command(
    name = "import",
    description = "Make a network and its weights, or weights alone, of another tool's files.",
    synopsisSubcommandLabel = "FORMAT",
    subcommands = {ImportCaffeCommand.class, ImportNumpyCommand.class, ImportOnnxCommand.class},
    footer = {"", "Example:", "  ninc help import caffe"})
final class ImportCommand extends Subcommand {

  @Override
  public Integer call() {
    throw usage("A format is missing; there are `caffe`, `numpy` and `onnx`");
  }
}
