package dev.ninc.cli;

import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.weights.WeightFiles;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The weights that a command runs a network with. */
final class WeightsArguments {

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "The trained weights, a .safetensors file or NumPy's .npz. Without them, random ones are"
              + " made up from the seed.")
  private Path file;

  @Mixin private NameArguments names;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "What made-up weights depend on (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The files that are read, if there are any. */
  List<Path> files() {
    List<Path> files = new ArrayList<>(names.files());
    if (file != null) {
      files.add(file);
    }
    return files;
  }

  long seed() {
    return seed;
  }

  /**
   * The weights of a network, checked against what it expects.
   *
   * @throws IOException where the file is damaged or holds another network's weights
   * @throws Rejected with the mistakes in a list of names
   */
  Weights load(Graph graph, Subcommand caller) throws IOException, Mistake, Rejected {
    return load(graph, caller, "so the answers mean nothing");
  }

  /**
   * As {@link #load(Graph, Subcommand)}.
   *
   * @param consequence of weights that nobody trained, said where they are made up
   */
  Weights load(Graph graph, Subcommand caller, String consequence)
      throws IOException, Mistake, Rejected {
    if (file == null && !names.isEmpty()) {
      throw caller.usage(names.option() + " renames tensors of --weights, which is missing");
    }
    if (file == null) {
      String note = "no --weights: they are made up from seed %d, %s.";
      caller.note(note.formatted(seed, consequence));
      return Weights.of("seed " + seed, seeded(graph, seed));
    }
    Weights weights = names.rename(read(file));
    weights.check(expected(graph));
    return weights;
  }

  /**
   * All tensors of a file: a {@code .npz} file, or else a safetensors file.
   *
   * @throws IOException where it is no such file
   */
  static Weights read(Path file) throws IOException, Mistake {
    if (WeightFiles.isNpz(file)) {
      UserFiles.regular(file, "the weights"); // its directory stands at its end
    }
    return WeightFiles.read(UserFiles.fitting(UserFiles.readable(file, "the weights")));
  }

  /** Weights that nobody trained, in the order of the network. */
  static List<WeightTensor> seeded(Graph graph, long seed) {
    return graph.params().stream()
        .map(p -> new WeightTensor(p.name(), p.type().dims(), SeededWeights.of(p, seed)))
        .toList();
  }

  /** The tensors that a network takes. */
  static List<TensorSpec> expected(Graph graph) {
    return graph.params().stream().map(WeightsArguments::spec).toList();
  }

  private static TensorSpec spec(Op.Param param) {
    return new TensorSpec(param.name(), param.type().dims());
  }
}
