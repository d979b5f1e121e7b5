package dev.ninc.cli;

import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Op;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The weights that a command runs a network with. */
final class WeightsArguments {

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "The trained weights, a .safetensors file. Without them, random ones are made up from the"
              + " seed.")
  private Path file;

  @Option(
      names = "--map",
      paramLabel = "OLD=NEW",
      description = "Rename a tensor of the weights file; may be repeated.")
  private Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "What made-up weights depend on (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The file, if there is one. */
  List<Path> files() {
    return file == null ? List.of() : List.of(file);
  }

  long seed() {
    return seed;
  }

  /**
   * The weights of a network, checked against what it expects.
   *
   * @throws IOException where the file is damaged or holds another network's weights
   */
  Weights load(Graph graph, Subcommand caller) throws IOException, Mistake {
    return load(graph, caller, "so the answers mean nothing");
  }

  /**
   * As {@link #load(Graph, Subcommand)}.
   *
   * @param consequence of weights that nobody trained, said where they are made up
   */
  Weights load(Graph graph, Subcommand caller, String consequence) throws IOException, Mistake {
    if (file == null && !renamed.isEmpty()) {
      throw caller.usage("--map renames tensors of --weights, which is missing");
    }
    if (file == null) {
      String note = "no --weights: they are made up from seed %d, %s.";
      caller.note(note.formatted(seed, consequence));
      return Weights.of("seed " + seed, seeded(graph, seed));
    }
    Weights weights =
        Safetensors.read(UserFiles.fitting(UserFiles.readable(file, "the weights")))
            .rename(renamed);
    weights.check(expected(graph));
    return weights;
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
