package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
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
import java.util.ArrayList;
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
    Map<Output, String> outputs = OnnxMatch.outputs(graph, outline(model));
    assertThat(outputs).as(imported.nin()).hasSameSizeAs(graph.outputs());
    for (List<float[]> batch : batches(model, (int) graph.input().maps().size())) {
      List<Map<String, float[]>> expected = runtime(model, batch, graph.input().maps());
      for (int i = 0; i < batch.size(); i++) {
        var values = new Interpreter(graph, p -> weights.get(p.name())).run(batch.get(i));
        for (Map.Entry<Output, String> output : outputs.entrySet()) {
          double[] actual = values.get(output.getKey().value()).values();
          float[] wanted = expected.get(i).get(output.getValue());
          assertThat(difference(actual, wanted)).as(imported.nin()).isEmpty();
        }
      }
    }
    return run.layers();
  }

  private static OnnxOutline outline(byte[] model) {
    try {
      return OnnxOutline.read(model, "net.onnx");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two images: together, where the model leaves open how many there are. */
  private static List<List<float[]>> batches(byte[] model, int size) {
    float[] one = image(size, 1);
    float[] other = image(size, 2);
    return isOpen(model) ? List.of(List.of(one, other)) : List.of(List.of(one), List.of(other));
  }

  private static boolean isOpen(byte[] model) {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model)) {
      return ((TensorInfo) session.getInputInfo().values().iterator().next().getInfo())
              .getShape()[0]
          < 0;
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  private static double allowed(float[] expected) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("a result that shows something").isGreaterThan(1e-3);
    return 1e-5 * largest;
  }

  private static String difference(double[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return actual.length + " numbers instead of " + expected.length;
    }
    double allowed = allowed(expected);
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) {
        return "number " + i + " is " + actual[i] + ", not " + expected[i];
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
    return runtime(model, List.of(image), maps).get(0);
  }

  /** What it gives for each of these images, which it is given together. */
  private static List<Map<String, float[]>> runtime(byte[] model, List<float[]> images, Maps maps) {
    long[] shape = {images.size(), maps.channels(), maps.height(), maps.width()};
    FloatBuffer batch = FloatBuffer.allocate(images.size() * (int) maps.size());
    images.forEach(batch::put);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), batch.flip(), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      List<Map<String, float[]>> each = new ArrayList<>();
      images.forEach(image -> each.add(new LinkedHashMap<>()));
      for (var output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        int size = values.remaining() / images.size();
        for (Map<String, float[]> outputs : each) {
          float[] copy = new float[size];
          values.get(copy);
          outputs.put(output.getKey(), copy);
        }
      }
      return each;
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  static Offset<Double> near(double largest) {
    return Offset.offset(1e-5 * largest);
  }
}
