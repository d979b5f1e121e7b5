package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private final List<Layer> layers;
  private final List<String> outputs;

  RandomNetwork(
      TreeMap<String, Integer> parameters, Maps input, List<Layer> layers, List<String> outputs) {
    this.parameters = parameters;
    this.input = input;
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
    Set<String> labels = new HashSet<>();
    all(layers).forEach(l -> labels.addAll(labels(l)));
    boolean computes = all(layers).stream().anyMatch(l -> !l.text("").endsWith("identity"));
    return computes && labels.containsAll(outputs) && Layer.through(layers, input).isPresent();
  }

  /** The {@code .nin} file. */
  public String text() {
    String header =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + " = " + p.getValue())
            .collect(Collectors.joining(", ", "(", ")"));
    StringBuilder text = new StringBuilder("network Random");
    text.append(parameters.isEmpty() ? "" : header).append(" {\n");
    text.append("  input ").append(input).append('\n');
    layers.forEach(l -> text.append("  ").append(l.text("  ")).append('\n'));
    outputs.forEach(o -> text.append("  output ").append(path(o)).append('\n'));
    return text.append("}\n").toString();
  }

  /** {@code x} alone stands between the numbers of an extent; as a name it needs quotes. */
  private static String path(String label) {
    return label.equals("x") ? "\"x\"" : label;
  }

  @Override
  public String toString() {
    return text();
  }

  /** Each layer, and the layers of its branches. */
  static List<Layer> all(List<Layer> layers) {
    List<Layer> found = new ArrayList<>();
    for (Layer layer : layers) {
      found.add(layer);
      if (layer instanceof Layer.Branches branches) {
        branches.bodies().forEach(b -> found.addAll(all(b)));
      }
    }
    return found;
  }

  /** The names that a layer gives: its own and its stages'. */
  static List<String> labels(Layer layer) {
    List<String> labels = new ArrayList<>();
    labels.add(layer.label());
    if (layer instanceof Layer.Mlpconv mlpconv) {
      mlpconv.stages().forEach(s -> labels.add(s.label()));
    }
    labels.removeIf(String::isEmpty);
    return labels;
  }

  /** This network with other layers; empty where they do not fit. */
  Optional<RandomNetwork> with(Maps otherInput, List<Layer> others, List<String> otherOutputs) {
    RandomNetwork network = new RandomNetwork(parameters, otherInput, others, otherOutputs);
    return network.isValid() ? Optional.of(network) : Optional.empty();
  }
}
