package dev.ninc.cli;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.picture.Detail;
import dev.ninc.compiler.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc graph}. */
@Command(
    name = "graph",
    description = {
      "Draw a network as an SVG picture.",
      "It shows the layers from top to bottom, branches side by side and blocks in frames; the"
          + " shapes between them, and each layer's parameters and its share of the"
          + " multiply-accumulates (MACs) of one image.",
      "The picture is light or dark as its reader prefers. A pointer over a layer shows more of it."
    },
    footer = {
      "",
      "Examples:",
      "  ninc graph samples/models/nin-cifar10.nin -o nin-cifar10.svg",
      "  ninc graph samples/models/nin-cifar10.nin -o blocks.svg --detail blocks"
    })
final class GraphCommand extends Subcommand {

  private static final String ENDING = ".svg";

  @Mixin private NetworkArguments arguments;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PICTURE.svg",
      description =
          "The file to write, instead of an earlier picture if there is one; `-` is standard"
              + " output. Without it: the network's file name with .svg, in the current folder.")
  private Path output;

  @Option(
      names = "--detail",
      defaultValue = "layers",
      paramLabel = "DETAIL",
      description =
          "What becomes a box: layers (each layer, the default), or blocks (each block or mlpconv,"
              + " and each layer that stands in none).")
  private Detail detail;

  @Override
  public Integer call() throws Exception {
    Network network = arguments.check(this);
    String svg = Picture.svg(network, detail);
    if (UserFiles.STANDARD_STREAM.equals(output)) {
      out().print(svg);
      return ExitCode.OK;
    }
    Path file = output == null ? inThisFolder(network) : output;
    UserFiles.output(file, arguments.files(), ENDING);
    UserFiles.write(file, svg.getBytes(StandardCharsets.UTF_8));
    out().println(file);
    return ExitCode.OK;
  }

  private static Path inThisFolder(Network network) {
    return Path.of(network.file().replaceFirst("\\.nin$", "") + ENDING);
  }
}
