package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A valid network of the language, made from a seed. The same seed gives the same text for ever, or
 * at least until the generator changes.
 */
public final class RandomNetwork {

  private final TreeMap<String, Integer> parameters;
  private final Maps input;
  private final String preprocess;
  private final List<Layer> layers;
  private final List<String> outputs;

  RandomNetwork(
      TreeMap<String, Integer> parameters,
      Maps input,
      String preprocess,
      List<Layer> layers,
      List<String> outputs) {
    this.parameters = parameters;
    this.input = input;
    this.preprocess = preprocess;
    this.layers = List.copyOf(layers);
    this.outputs = List.copyOf(outputs);
  }

  /** The network of a seed. */
  public static RandomNetwork of(long seed) {
    return new Generator(seed).network();
  }

  TreeMap<String, Integer> parameters() {
    return new TreeMap<>(parameters);
  }

  /** The shape of the input. */
  public Maps input() {
    return input;
  }

  List<Layer> layers() {
    return layers;
  }

  List<String> outputs() {
    return outputs;
  }

  /** The {@code preprocess} statement, or nothing. */
  String preprocess() {
    return preprocess;
  }

  /** The blocks that are called, each once, in the order of their names. */
  List<Block> blocks() {
    TreeMap<String, Block> blocks = new TreeMap<>();
    for (Layer layer : all(layers)) {
      if (layer instanceof Call call) {
        blocks.put(call.block().name(), call.block());
      }
    }
    return List.copyOf(blocks.values());
  }

  /** The shape of the last layer's maps, by the generator's own account. */
  public Maps result() {
    return Layer.through(layers, input).orElseThrow();
  }

  /** Multiply-accumulates for one image. */
  public long macs() {
    return Layer.macs(layers, input);
  }

  /** Layers, those of branches included. */
  public int size() {
    return all(layers).size();
  }

  /** What occurs in this network, in the words of the coverage table. */
  public SortedSet<String> features() {
    SortedSet<String> found = new TreeSet<>();
    new Features(found).network(this);
    return found;
  }

  /** Whether the shapes fit, each output names a layer, and something is computed. */
  boolean isValid() {
    Set<String> paths = new HashSet<>();
    layers.forEach(l -> paths.addAll(paths(l)));
    boolean computes = all(layers).stream().anyMatch(l -> !l.text("").endsWith("identity"));
    return computes && paths.containsAll(outputs) && Layer.through(layers, input).isPresent();
  }

  /** The {@code .nin} file. */
  public String text() {
    return definitions() + network();
  }

  /** The same network in two files, if it has blocks: they are imported. */
  public Map<String, String> files() {
    if (blocks().isEmpty()) {
      return Map.of("random.nin", network());
    }
    return Map.of(
        "random.nin", "import \"lib/blocks.nin\"\n" + network(), "lib/blocks.nin", definitions());
  }

  private String definitions() {
    return blocks().stream().map(b -> b.text() + "\n").collect(Collectors.joining());
  }

  private String network() {
    String header =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + " = " + p.getValue())
            .collect(Collectors.joining(", ", "(", ")"));
    StringBuilder text = new StringBuilder("network Random");
    text.append(parameters.isEmpty() ? "" : header).append(" {\n");
    text.append("  input ").append(input).append('\n');
    text.append(preprocess);
    layers.forEach(l -> text.append("  ").append(l.text("  ")).append('\n'));
    outputs.forEach(o -> text.append("  output ").append(o).append('\n'));
    return text.append("}\n").toString();
  }

  @Override
  public String toString() {
    return text();
  }

  /** Each layer, and the layers inside it: of branches, of what is repeated, of blocks. */
  static List<Layer> all(List<Layer> layers) {
    List<Layer> found = new ArrayList<>();
    for (Layer layer : layers) {
      found.add(layer);
      if (layer instanceof Layer.Branches branches) {
        branches.bodies().forEach(b -> found.addAll(all(b)));
      } else if (layer instanceof Repeat repeat) {
        found.addAll(all(repeat.body()));
      } else if (layer instanceof Call call) {
        found.addAll(all(call.block().body()));
      }
    }
    return found;
  }

  /** The paths that a layer gives: its own, its stages', and those inside it where it is named. */
  static List<String> paths(Layer layer) {
    List<String> paths = new ArrayList<>();
    if (!layer.label().isEmpty()) {
      paths.add(name(layer.label()));
    }
    if (layer instanceof Layer.Mlpconv mlpconv) {
      mlpconv.stages().stream()
          .map(Layer.Stage::label)
          .filter(l -> !l.isEmpty())
          .forEach(l -> paths.add(name(l)));
    } else if (layer instanceof Layer.Branches branches) {
      branches.bodies().forEach(b -> b.forEach(l -> paths.addAll(paths(l))));
    } else if (layer instanceof Call call && !call.label().isEmpty()) {
      inside(call.block().body()).forEach(p -> paths.add(name(call.label()) + "." + p));
    } else if (layer instanceof Repeat repeat && !repeat.label().isEmpty()) {
      int last = repeat.count().value() - 1;
      inside(repeat.body()).forEach(p -> paths.add(name(repeat.label()) + "." + last + "." + p));
    }
    return paths;
  }

  private static List<String> inside(List<Layer> body) {
    return body.stream().flatMap(l -> paths(l).stream()).toList();
  }

  /** {@code x} alone stands between the numbers of an extent; as a name it needs quotes. */
  private static String name(String label) {
    return label.equals("x") ? "\"x\"" : label;
  }

  /** This network with other layers; empty where they do not fit. */
  Optional<RandomNetwork> with(Maps otherInput, List<Layer> others, List<String> otherOutputs) {
    String around = otherInput.equals(input) ? preprocess : "";
    return valid(new RandomNetwork(parameters, otherInput, around, others, otherOutputs));
  }

  /** This network without what stands around the layers: its parameters and its preprocessing. */
  Optional<RandomNetwork> bare() {
    List<Layer> plain = Layer.sized(layers, s -> Size.of(s.value()));
    return valid(new RandomNetwork(new TreeMap<>(), input, "", plain, outputs));
  }

  private static Optional<RandomNetwork> valid(RandomNetwork network) {
    return network.isValid() ? Optional.of(network) : Optional.empty();
  }
}
