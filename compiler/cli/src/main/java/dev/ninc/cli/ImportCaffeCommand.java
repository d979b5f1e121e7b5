package dev.ninc.cli;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeImport;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ninc import caffe}. */
@Command(
    name = "caffe",
    description = {
      "Make a .nin file and a .safetensors file of a Caffe network, for inference: its definition"
          + " (.prototxt, for training, testing or deployment) and its weights (.caffemodel, of the"
          + " old format or the new one)."
    },
    footer = {
      "",
      "Example:",
      "  ninc import caffe --prototxt train_val.prototxt --input 3x32x32 \\",
      "      --weights cifar10_nin.caffemodel -d imported"
    })
final class ImportCaffeCommand extends Subcommand {

  private static final long LARGEST_DEFINITION = 8L << 20;

  @Option(
      names = "--prototxt",
      required = true,
      paramLabel = "FILE",
      description = "The definition of the network.")
  private Path prototxt;

  @Option(
      names = {"-w", "--weights"},
      required = true,
      paramLabel = "FILE",
      description = "The trained weights.")
  private Path weights;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder to write to.")
  private Path folder;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "The shape of one image, where the definition does not say it: 3x32x32.")
  private String input;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The network's name; by default the one of the file of weights.")
  private String name;

  @Option(names = "--force", description = "Overwrite files that are there and differ.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    Optional<Maps> shape = ImageShape.parse(input, this);
    UserFiles.readable(prototxt, "the definition");
    UserFiles.readable(weights, "the weights");
    UserFiles.folder(folder);
    byte[] trained = Files.readAllBytes(UserFiles.fitting(weights));
    SourceFile definition = definition(trained);
    String network = name != null ? name : FileNames.toNetwork(FileNames.base(weights));
    Diagnostics found = new Diagnostics();
    CaffeImport.Options options = new CaffeImport.Options(network, weights.toString(), shape);
    Optional<Imported> imported;
    try (Progress progress = progress()) {
      progress.at("reading the Caffe network");
      imported = CaffeImport.run(definition, trained, options, found);
    }
    Imported result = imported.orElseThrow(() -> new Rejected(found));
    ImportedFiles files = ImportedFiles.of(network, result);
    root().report(found, err());
    files.write(folder, List.of(prototxt, weights), force).forEach(out()::println);
    return ExitCode.OK;
  }

  /** The definition, unless the two files are of the wrong kinds. */
  private SourceFile definition(byte[] trained) throws IOException, Mistake {
    byte[] bytes = UserFiles.bytes(prototxt, LARGEST_DEFINITION);
    String hint =
        "are the two files swapped? `--prototxt` takes a text, `--weights` a binary file.";
    if (isBinary(bytes)) {
      throw new Mistake("The definition `" + prototxt + "` is no text in UTF-8.", hint);
    }
    if (trained.length > 0 && !isBinary(trained)) {
      throw new Mistake("`" + weights + "` is a text; trained weights are none.", hint);
    }
    return new SourceFile(prototxt.toString().replace('\\', '/'), UserFiles.text(prototxt, bytes));
  }

  /** A text has no control characters but blanks, tabs and ends of lines. */
  private static boolean isBinary(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && "\t\n\f\r".indexOf(b) < 0) {
        return true;
      }
    }
    return false;
  }
}
