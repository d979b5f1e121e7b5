package dev.ninc.cli;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.picture.Detail;
import dev.ninc.compiler.picture.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc graph}. */
@Command(
    name = "graph",
    description = {
      "Draw a network as an SVG picture: its layers from top to bottom, branches side by side,"
          + " blocks in frames; the shapes between them, and each layer's parameters and its share"
          + " of the multiply-accumulates (MACs) of one image.",
      "The picture is light or dark as its reader prefers. A pointer over a layer shows more of it."
    },
    footer = {
      "",
      "Examples:",
      "  ninc graph nin-cifar10.nin                  writes nin-cifar10.svg",
      "  ninc graph nin-cifar10.nin -P width=96 -o narrow.svg",
      "  ninc graph squeezenet.nin --detail blocks   draws each block as one box",
      "  ninc graph nin-cifar10.nin -o - | rsvg-convert -o nin-cifar10.png"
    })
final class GraphCommand extends Subcommand {

  /** Standard output instead of a file. */
  private static final Path STANDARD_OUTPUT = Path.of("-");

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
    Path file = output == null ? beside(network) : output;
    if (file.equals(STANDARD_OUTPUT)) {
      out().print(svg);
    } else {
      write(file, svg);
      out().println(file);
    }
    return ExitCode.OK;
  }

  private static Path beside(Network network) {
    return Path.of(network.file().replaceFirst("\\.nin$", "") + ENDING);
  }

  /** Earlier pictures are replaced, other files are not: `-o net.nin` is a slip. */
  private void write(Path file, String svg) throws IOException, Mistake {
    if (Files.isDirectory(file)) {
      throw new Mistake(
          "`" + file + "` is a folder; the picture is a file.",
          "write `-o " + file.resolve("network" + ENDING) + "`.");
    }
    if (Files.exists(file) && !file.toString().endsWith(ENDING)) {
      throw new Mistake(
          "`" + file + "` is there already, and its name is not that of a picture.",
          "choose a name that ends in `" + ENDING + "`, or delete the file.");
    }
    Path folder = UserFiles.folder(file.toAbsolutePath().getParent());
    OutputFolder.write(
        folder, Map.of(file.getFileName().toString(), svg.getBytes(StandardCharsets.UTF_8)));
  }
}
