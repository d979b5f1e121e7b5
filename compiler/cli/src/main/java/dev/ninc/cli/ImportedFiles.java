package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.ir.Network;
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

/**
 * The two files of an imported network.
 *
 * @param base their names without an ending
 * @param contents by name
 */
record ImportedFiles(String base, Map<String, byte[]> contents) {

  /** What is imported compiles, or nothing is written: it may be larger than a network can be. */
  static ImportedFiles of(String network, Imported imported) throws IOException, Rejected {
    Result<Network> checked =
        Ninc.check(path -> Optional.of(imported.nin()), "imported.nin", Options.DEFAULT);
    if (checked.value().isEmpty()) {
      throw new Rejected(checked.diagnostics());
    }
    String base = FileNames.ofNetwork(network);
    long size = imported.weights().stream().mapToLong(w -> 4L * w.values().length).sum();
    int expected = (int) Math.min(size + (64 << 10), Integer.MAX_VALUE - 8);
    ByteArrayOutputStream tensors = new ByteArrayOutputStream(expected);
    SafetensorsWriter.write(tensors, imported.weights());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(base + ".nin", imported.nin().getBytes(StandardCharsets.UTF_8));
    files.put(base + ".safetensors", tensors.toByteArray());
    return new ImportedFiles(base, files);
  }

  /**
   * Writes both, or nothing; says which.
   *
   * @param inputs what the same command reads
   * @param force whether files that are there and differ are replaced
   */
  List<Path> write(Path folder, List<Path> inputs, boolean force) throws IOException, Mistake {
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path path = folder.resolve(file.getKey());
      UserFiles.output(path, inputs, file.getKey().substring(base.length()));
      keep(path, file.getValue(), force);
    }
    return OutputFolder.write(folder, contents);
  }

  /** A network that was edited, or weights of elsewhere, are not lost by importing once more. */
  private static void keep(Path file, byte[] imported, boolean force) throws IOException, Mistake {
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
}
