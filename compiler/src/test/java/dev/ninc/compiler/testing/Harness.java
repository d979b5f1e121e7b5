package dev.ninc.compiler.testing;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.verify.JavaSteps;
import dev.ninc.compiler.verify.Report;
import dev.ninc.compiler.verify.Verification;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.commons.math3.random.Well19937c;

/**
 * A network with seeded weights, compiled in memory: what the tests of generated code start from.
 */
public final class Harness {

  /** A backend as the system properties force it. */
  public record Machine(String backend, int bits, int registers) {

    public static final Machine SCALAR = new Machine("scalar", 512, 32);

    /** All kinds of machines that the vector kernels are made for. */
    public static final List<Machine> VECTOR =
        List.of(
            new Machine("vector", 512, 32),
            new Machine("vector", 256, 16),
            new Machine("vector", 128, 16),
            new Machine("vector", 128, 32));

    @Override
    public String toString() {
      return backend.equals("scalar") ? backend : backend + " " + bits + " bits " + registers;
    }
  }

  private final Network checked;
  private final Options options;
  private final Network optimized;
  private final Map<String, byte[]> classes;
  private final String className;
  private final Weights weights;

  /** A network with seeded weights. */
  public Harness(String text, Options options) {
    this(check(text, options), seeded(check(text, options), 7), options);
  }

  public Harness(Network checked, Weights weights, Options options) {
    this(checked, weights, options.packageName("model"), new TreeMap<>());
    classes.putAll(compiled(files()));
  }

  /** Some classes are yet to come. */
  private Harness(Network checked, Weights weights, Options options, Map<String, byte[]> classes) {
    this.options = options;
    this.checked = checked;
    this.optimized = Ninc.optimize(checked, options);
    this.classes = classes;
    this.weights = weights;
    String path = files().get(0).path();
    this.className = path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** Several networks with seeded weights, each with options of its own: compiled in one go. */
  public static List<Harness> all(List<Network> networks, List<Options> options) {
    Map<String, byte[]> classes = new TreeMap<>();
    List<Harness> all = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      Network network = networks.get(i);
      Options own = options.get(i).packageName("model" + i);
      all.add(new Harness(network, seeded(network, 7), own, classes));
    }
    classes.putAll(compiled(all.stream().flatMap(h -> h.files().stream()).toList()));
    return all;
  }

  private List<GeneratedFile> files() {
    return Ninc.emit(checked, options);
  }

  private static Map<String, byte[]> compiled(List<GeneratedFile> files) {
    return JavaSources.compile(files, System.getProperty("java.class.path"));
  }

  /** A network from text that is right. */
  public static Network check(String text, Options options) {
    try {
      return Ninc.check(path -> Optional.of(text), "test.nin", options).orThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Weights seeded(Network network, long seed) {
    return Weights.of(
        "seed " + seed,
        network.graph().params().stream()
            .map(p -> new WeightTensor(p.name(), p.type().dims(), SeededWeights.of(p, seed)))
            .toList());
  }

  public Network checked() {
    return checked;
  }

  public Network optimized() {
    return optimized;
  }

  public Weights weights() {
    return weights;
  }

  public float[] weight(Op.Param param) {
    return weights.floats(param.name());
  }

  /** The class as this kind of machine would load it. */
  public GeneratedModel model(Machine machine) {
    return load(classes, className, weights, machine);
  }

  /** The class as this machine loads it. */
  public GeneratedModel model() {
    try {
      return new MemoryLoader(classes).model(className, weights);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A class as this kind of machine would load it. */
  public static GeneratedModel load(
      Map<String, byte[]> classes, String className, Weights weights, Machine machine) {
    Properties before = (Properties) System.getProperties().clone();
    try {
      System.setProperty("ninc.backend", machine.backend());
      System.setProperty("ninc.vector.bits", "" + machine.bits());
      System.setProperty("ninc.vector.registers", "" + machine.registers());
      return new MemoryLoader(classes).model(className, weights);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      System.setProperties(before);
    }
  }

  public Plan plan(Machine machine) {
    return Ninc.plan(optimized, target(machine), options);
  }

  private static JavaTarget target(Machine machine) {
    if (machine.backend().equals("scalar")) {
      return JavaTarget.SCALAR;
    }
    return machine.registers() == 32 ? JavaTarget.VECTOR_32 : JavaTarget.VECTOR_16;
  }

  public Report verify(Machine machine, float[]... images) {
    return verify(model(machine), machine, images);
  }

  /** Holds a model of this network, which may be another class, against the oracle. */
  public Report verify(GeneratedModel model, Machine machine, float[]... images) {
    Interpreter oracle = new Interpreter(optimized.graph(), this::weight);
    Verification verification = new Verification(new JavaSteps(model), plan(machine), oracle);
    for (float[] image : images) {
      verification.image(image);
    }
    return verification.report();
  }

  /** An image of standard normal numbers. */
  public float[] image(long seed) {
    Well19937c random = new Well19937c(seed);
    float[] image = new float[(int) checked.graph().input().type().size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }
}
