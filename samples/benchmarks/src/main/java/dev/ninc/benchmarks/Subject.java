package dev.ninc.benchmarks;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Sources;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
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
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceKind;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.Well19937c;

/** A network with seeded weights, in the forms that the engines take. */
final class Subject {

  private static final long SEED = 7;
  private static final Options OPTIONS = Options.DEFAULT.packageName("model");

  /** Samples with square images of another size are named {@code nin-cifar10@64}. */
  private static final Pattern SIZED = Pattern.compile("(.+)@([1-9][0-9]*)");

  private final Network network;
  private final Options options;
  private final Optional<Bundle> bundle;

  private Subject(Network network, Options options, Optional<Bundle> bundle) {
    this.network = network;
    this.options = options;
    this.bundle = bundle;
  }

  private Subject(Network network) {
    this(network, OPTIONS, Optional.empty());
  }

  /**
   * One of the samples.
   *
   * @param name {@code nin-cifar10}, or {@code nin-cifar10@64} for images of 64x64 pixels
   */
  static Subject sample(String name) throws IOException {
    Matcher sized = SIZED.matcher(name);
    String file = (sized.matches() ? sized.group(1) : name) + ".nin";
    if (models(file).isEmpty()) {
      throw new FileNotFoundException("There is no sample " + file + ".");
    }
    return new Subject(
        Ninc.check(sized.matches() ? resized(sized.group(2)) : Subject::models, file, OPTIONS)
            .orThrow());
  }

  private static Sources resized(String size) {
    return path ->
        models(path).map(t -> t.replaceFirst("(input \\d+)x\\d+x\\d+", "$1x" + size + "x" + size));
  }

  /** The same, with classes and files from a folder instead of made here. */
  Subject from(Bundle ready) {
    return new Subject(network, options, Optional.of(ready));
  }

  /**
   * The same, with the algorithms for OpenCL that a file of {@code ninc tune} names.
   *
   * @throws IOException if it can't be read, or is none for this network
   */
  Subject tuned(Path tuning) throws IOException {
    SourceFile file = new SourceFile(tuning.toString(), Files.readString(tuning));
    Options device = options.targets(List.of(TargetLanguage.OPENCL));
    return new Subject(network, Ninc.tuned(file, network, device).orThrow(), bundle);
  }

  /** A file of {@code samples/models}. */
  static Optional<String> models(String path) throws IOException {
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
    return with(outputs);
  }

  private Subject with(List<Output> outputs) {
    Graph graph = network.graph();
    Graph with = new Graph(graph.name(), graph.nodes(), outputs, graph.chains());
    return new Subject(network.with(with), options, Optional.empty());
  }

  /** The same network with what each layer gives as its outputs. */
  Subject withAllLayers() {
    Graph graph = network.graph();
    List<Output> outputs =
        graph.nodes().stream()
            .filter(n -> n.type() instanceof Maps && !n.equals(graph.input()))
            .map(n -> new Output(n.out().name(), n.out()))
            .toList();
    return with(outputs);
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

  /** Different images, one after the other. */
  float[] images(int count, long seed) {
    int size = (int) input().size();
    float[] images = new float[Math.multiplyExact(count, size)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(image(seed + i), 0, images, i * size, size);
    }
    return images;
  }

  float[] weight(Op.Param param) {
    return SeededWeights.of(param, SEED);
  }

  /** The network as an ONNX model. */
  byte[] onnx() throws IOException {
    return bundle.isPresent() ? bundle.get().onnx() : OnnxExport.write(network, this::weight);
  }

  /** The generated sources. */
  List<GeneratedFile> sources() {
    return Ninc.emit(network, options.targets(List.of(TargetLanguage.JAVA)));
  }

  /** The generated source for OpenCL devices, and the programs that lie beside it. */
  List<GeneratedFile> deviceSources() {
    return Ninc.emit(network, options.targets(List.of(TargetLanguage.OPENCL)));
  }

  /** The plan of the program for a kind of device. */
  Plan plan(DeviceKind kind) {
    OpenClTarget target = kind == DeviceKind.GPU ? OpenClTarget.GPU : OpenClTarget.CPU;
    return Ninc.plan(Ninc.optimize(network, options), target, options);
  }

  /** The generated class's name. */
  String className() {
    return "model." + network.graph().name();
  }

  /** The name of the generated class for OpenCL devices. */
  String deviceClassName() {
    return className() + "OpenCl";
  }

  /** The weights as they are in a file. */
  List<WeightTensor> tensors() {
    return network.graph().params().stream()
        .map(p -> new WeightTensor(p.name(), p.type().dims(), weight(p)))
        .toList();
  }

  /**
   * The network as a generated class.
   *
   * @param backend {@code vector} or {@code scalar}
   */
  GeneratedModel model(String backend) throws IOException {
    Map<String, byte[]> classes =
        bundle.isPresent()
            ? bundle.get().classes()
            : JavaSources.compile(sources(), Jars.of(GeneratedModel.class).toString());
    String before = System.getProperty(Backend.PROPERTY, "");
    System.setProperty(Backend.PROPERTY, backend);
    try {
      return new MemoryLoader(classes).model(className(), weights());
    } finally {
      System.setProperty(Backend.PROPERTY, before);
    }
  }

  /** The network as a generated class on an OpenCL device. */
  GeneratedDeviceModel deviceModel(Device device) throws IOException {
    Map<String, byte[]> classes =
        bundle.isPresent() ? bundle.get().deviceClasses() : DeviceClasses.of(deviceSources());
    return new MemoryLoader(classes)
        .model(GeneratedDeviceModel.class, deviceClassName(), weights(), device);
  }

  private Weights weights() throws IOException {
    return bundle.isPresent() ? bundle.get().weights() : Weights.of("seed " + SEED, tensors());
  }
}
