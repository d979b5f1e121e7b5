package dev.ninc.benchmarks;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interchange.onnx.OnnxExport;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.Well19937c;

/** A network with seeded weights, in the forms that the engines take. */
final class Subject {

  private static final long SEED = 7;
  private static final Options OPTIONS = Options.DEFAULT.packageName("model");

  private final Network network;

  private Subject(Network network) {
    this.network = network;
  }

  /**
   * One of the samples.
   *
   * @param name {@code nin-cifar10}
   */
  static Subject sample(String name) throws IOException {
    String file = name + ".nin";
    if (models(file).isEmpty()) {
      throw new FileNotFoundException("There is no sample " + file + ".");
    }
    return new Subject(Ninc.check(Subject::models, file, OPTIONS).orThrow());
  }

  /** A file of {@code samples/models}. */
  private static Optional<String> models(String path) throws IOException {
    try (InputStream in = Subject.class.getResourceAsStream("/models/" + path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The text of a network, which has to be right and imports nothing. */
  static Subject of(String file, String text) throws IOException {
    return new Subject(Ninc.check(path -> Optional.of(text), file, OPTIONS).orThrow());
  }

  /**
   * The same network with a further output: what goes into its softmax. Probabilities of weights
   * that nobody trained say little; these numbers say more.
   */
  Subject withLogits() {
    Graph graph = network.graph();
    List<Output> outputs = new ArrayList<>(graph.outputs());
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Softmax softmax) {
        outputs.add(new Output("into " + node.out().name(), softmax.in()));
      }
    }
    return new Subject(
        network.with(new Graph(graph.name(), graph.nodes(), outputs, graph.chains())));
  }

  /** The same network with what each layer gives as its outputs. */
  Subject withAllLayers() {
    Graph graph = network.graph();
    List<Output> outputs =
        graph.nodes().stream()
            .filter(n -> n.type() instanceof Maps && !n.equals(graph.input()))
            .map(n -> new Output(n.out().name(), n.out()))
            .toList();
    return new Subject(
        network.with(new Graph(graph.name(), graph.nodes(), outputs, graph.chains())));
  }

  Network network() {
    return network;
  }

  /** The shape of one image. */
  Maps input() {
    return network.graph().input().maps();
  }

  /** The shapes of the outputs by their names, in order. */
  Map<String, Maps> outputs() {
    Map<String, Maps> outputs = new LinkedHashMap<>();
    Graph graph = network.graph();
    graph.outputs().forEach(o -> outputs.put(o.name(), graph.node(o.value()).maps()));
    return outputs;
  }

  /** Standard normal numbers. */
  float[] image(long seed) {
    Well19937c random = new Well19937c(seed);
    float[] image = new float[(int) input().size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  float[] weight(Op.Param param) {
    return SeededWeights.of(param, SEED);
  }

  /** The network as an ONNX model. */
  byte[] onnx() {
    return OnnxExport.write(network, this::weight);
  }

  /**
   * The network as a generated class.
   *
   * @param backend {@code vector} or {@code scalar}
   */
  GeneratedModel model(String backend) {
    Map<String, byte[]> classes =
        JavaSources.compile(Ninc.emit(network, OPTIONS), runtime().toString());
    List<WeightTensor> tensors =
        network.graph().params().stream()
            .map(p -> new WeightTensor(p.name(), p.type().dims(), weight(p)))
            .toList();
    String before = System.getProperty(Backend.PROPERTY, "");
    System.setProperty(Backend.PROPERTY, backend);
    try {
      return new MemoryLoader(classes)
          .model("model." + network.graph().name(), Weights.of("seed " + SEED, tensors));
    } catch (IOException e) {
      throw new IllegalStateException("a network's own weights do not fit", e);
    } finally {
      System.setProperty(Backend.PROPERTY, before);
    }
  }

  private static Path runtime() {
    try {
      return Path.of(
          GeneratedModel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
