package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeImport;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})x(\\d{1,6})x(\\d{1,6})");

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
    Optional<Maps> shape = shape();
    UserFiles.readable(prototxt, "the definition");
    UserFiles.readable(weights, "the weights");
    UserFiles.folder(folder);
    byte[] trained = Files.readAllBytes(UserFiles.fitting(weights));
    SourceFile definition = definition(trained);
    String network = name != null ? name : FileNames.toNetwork(FileNames.base(weights));
    Diagnostics found = new Diagnostics();
    CaffeImport.Options options = new CaffeImport.Options(network, weights.toString(), shape);
    Optional<CaffeImport.Imported> imported;
    try (Progress progress = progress()) {
      progress.at("reading the Caffe network");
      imported = CaffeImport.run(definition, trained, options, found);
    }
    CaffeImport.Imported result = imported.orElseThrow(() -> new Rejected(found));
    check(result.nin());
    root().report(found, err());
    String base = FileNames.ofNetwork(network);
    Map<String, byte[]> files = files(base, result);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      String ending = file.getKey().substring(base.length());
      UserFiles.output(path, List.of(prototxt, weights), ending);
      keep(path, file.getValue());
    }
    OutputFolder.write(folder, files).forEach(out()::println);
    return ExitCode.OK;
  }

  /** What is imported compiles, or nothing is written: it may be larger than a network can be. */
  private static void check(String nin) throws IOException, Rejected {
    Result<Network> checked = Ninc.check(path -> Optional.of(nin), "imported.nin", Options.DEFAULT);
    if (checked.value().isEmpty()) {
      throw new Rejected(checked.diagnostics());
    }
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

  /** A network that was edited, or weights of elsewhere, are not lost by importing once more. */
  private void keep(Path file, byte[] imported) throws IOException, Mistake {
    if (force || !Files.exists(file)) {
      return;
    }
    boolean same =
        Files.size(file) == imported.length && Arrays.equals(Files.readAllBytes(file), imported);
    if (!same) {
      throw new Mistake(
          "`" + file + "` is there already, and is not what would be written.",
          "`--force` overwrites it; `--name` or another folder keeps it.");
    }
  }

  private Optional<Maps> shape() {
    if (input == null) {
      return Optional.empty();
    }
    Matcher matcher = SHAPE.matcher(input);
    if (!matcher.matches()) {
      throw usage("--input takes CxHxW, such as 3x32x32, not `" + input + "`");
    }
    try {
      return Optional.of(
          new Maps(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      throw usage("--input takes sides of at least 1, not `" + input + "`");
    }
  }

  private static Map<String, byte[]> files(String base, CaffeImport.Imported imported)
      throws IOException {
    long size = imported.weights().stream().mapToLong(w -> 4L * w.values().length).sum();
    int expected = (int) Math.min(size + (64 << 10), Integer.MAX_VALUE - 8);
    ByteArrayOutputStream tensors = new ByteArrayOutputStream(expected);
    SafetensorsWriter.write(tensors, imported.weights());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(base + ".nin", imported.nin().getBytes(StandardCharsets.UTF_8));
    files.put(base + ".safetensors", tensors.toByteArray());
    return files;
  }
}
