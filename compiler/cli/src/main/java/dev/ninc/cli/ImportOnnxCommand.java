package dev.ninc.cli;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.interchange.onnx.OnnxImport;
import dev.ninc.compiler.ir.Maps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc import onnx}. */
@Command(
    name = "onnx",
    description = {
      "Make a .nin file and a .safetensors file of an ONNX model: a convolutional network for"
          + " images, with operators of the set 7 or later. The number of images may be open, the"
          + " weights may lie in files of the model's folder."
    },
    footer = {"", "Example:", "  ninc import onnx exported.onnx -d imported --name Cats"})
final class ImportOnnxCommand extends Subcommand {

  @Parameters(paramLabel = "MODEL.onnx", description = "The model.")
  private Path model;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder to write to.")
  private Path folder;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "The shape of one image, where the model leaves it open: 3x32x32.")
  private String input;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The network's name; by default the one of the file.")
  private String name;

  @Option(names = "--force", description = "Overwrite files that are there and differ.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    Optional<Maps> shape = ImageShape.parse(input, this);
    UserFiles.readable(model, "the model");
    UserFiles.folder(folder);
    byte[] bytes = Files.readAllBytes(UserFiles.fitting(model));
    String network = name != null ? name : FileNames.toNetwork(FileNames.base(model));
    Diagnostics found = new Diagnostics();
    OnnxImport.Options options = new OnnxImport.Options(network, model.toString(), shape);
    Optional<Imported> imported;
    try (Progress progress = progress()) {
      progress.at("reading the ONNX model");
      imported = OnnxImport.run(bytes, new ModelFolder(model), options, found);
    }
    Imported result = imported.orElseThrow(() -> new Rejected(found));
    ImportedFiles files = ImportedFiles.of(network, result);
    root().report(found, err());
    files.write(folder, List.of(model), force).forEach(out()::println);
    return ExitCode.OK;
  }
}
