package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;
import org.assertj.core.data.Offset;

/** Imports a model for a test, and runs it beside ONNX Runtime. */
record OnnxRun(Optional<Imported> result, List<Diagnostic> found) {

  static OnnxRun of(byte[] model, Maps... input) {
    return of(model, ExternalData.NONE, input);
  }

  static OnnxRun of(byte[] model, ExternalData files, Maps... input) {
    Diagnostics found = new Diagnostics();
    Optional<Maps> shape = List.of(input).stream().findFirst();
    Optional<Imported> result =
        OnnxImport.run(model, files, new OnnxImport.Options("Net", "net.onnx", shape), found);
    result.ifPresent(OnnxRun::mustCompile);
    return new OnnxRun(result, found.list());
  }

  /**
   * Whatever is imported, the compiler takes, and it expects just the tensors that came with it.
   */
  static void mustCompile(Imported imported) {
    Network network = check(imported.nin());
    Map<String, List<Integer>> expected = new TreeMap<>();
    for (Node node : network.graph().nodes()) {
      if (node.op() instanceof Op.Param param) {
        expected.put(param.name(), param.type().dims());
      }
    }
    Map<String, List<Integer>> actual = new TreeMap<>();
    imported.weights().forEach(tensor -> actual.put(tensor.name(), tensor.dims()));
    assertThat(actual).as(imported.nin()).isEqualTo(expected);
  }

  static Network check(String nin) {
    try {
      Result<Network> checked = Ninc.check(path -> Optional.of(nin), "net.nin", Options.DEFAULT);
      assertThat(checked.diagnostics().list()).as(nin).isEmpty();
      return checked.orThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Imported imported() {
    return result.orElseThrow(() -> new AssertionError(reports()));
  }

  /** The text between the braces of the network, without its input. */
  String layers() {
    String nin = imported().nin();
    return nin.substring(nin.indexOf("\n\n") + 2, nin.lastIndexOf('}'));
  }

  /** {@code NIN0704 line 12: message [label]}. */
  List<String> reports() {
    return found.stream().map(OnnxRun::report).toList();
  }

  private static String report(Diagnostic d) {
    String line = d.primary().map(label -> " line " + label.span().line()).orElse("");
    String label = d.primary().map(l -> " [" + l.text() + "]").orElse("");
    return d.code() + line + ": " + d.message() + label;
  }

  /** Imports a model, compares each result with that of ONNX Runtime, and returns the layers. */
  static String same(ModelWriter writer) {
    return same(writer.bytes());
  }

  static String same(byte[] model) {
    OnnxRun run = of(model);
    Imported imported = run.imported();
    Graph graph = check(imported.nin()).graph();
    Map<String, float[]> weights =
        imported.weights().stream()
            .collect(Collectors.toMap(WeightTensor::name, WeightTensor::values));
    for (int seed = 1; seed <= 2; seed++) {
      float[] image = image((int) graph.input().maps().size(), seed);
      Map<String, float[]> expected = runtime(model, image, graph.input().maps());
      var values = new Interpreter(graph, p -> weights.get(p.name())).run(image);
      List<double[]> actual =
          graph.outputs().stream().map(Output::value).map(v -> values.get(v).values()).toList();
      for (float[] wanted : expected.values()) {
        assertThat(actual.stream().anyMatch(a -> isClose(a, wanted)))
            .as("%s%n%s", imported.nin(), difference(actual, wanted))
            .isTrue();
      }
    }
    return run.layers();
  }

  private static boolean isClose(double[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return false;
    }
    double allowed = allowed(expected);
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) {
        return false;
      }
    }
    return true;
  }

  private static double allowed(float[] expected) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("a result that shows something").isGreaterThan(1e-3);
    return 1e-5 * largest;
  }

  private static String difference(List<double[]> actual, float[] expected) {
    double[] first = actual.get(0);
    if (first.length != expected.length) {
      return first.length + " numbers instead of " + expected.length;
    }
    for (int i = 0; i < first.length; i++) {
      if (!(Math.abs(first[i] - expected[i]) <= allowed(expected))) {
        return "number " + i + " is " + first[i] + ", not " + expected[i];
      }
    }
    return "";
  }

  static float[] image(int size, long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    float[] image = new float[size];
    for (int i = 0; i < size; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  /** What ONNX Runtime gives for one image, by the names of its outputs. */
  static Map<String, float[]> runtime(byte[] model, float[] image, Maps maps) {
    long[] shape = {1, maps.channels(), maps.height(), maps.width()};
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(image), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      Map<String, float[]> outputs = new LinkedHashMap<>();
      for (var output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        outputs.put(output.getKey(), copy);
      }
      return outputs;
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  static Offset<Double> near(double largest) {
    return Offset.offset(1e-5 * largest);
  }
}
