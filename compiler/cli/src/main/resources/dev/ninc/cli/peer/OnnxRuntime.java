package dev.ninc.peer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * ONNX Runtime with one model: one thread, and each node as the file has it, nothing optimized.
 *
 * <p>It is an interface of java.base, since nothing else is known on both sides. What is wrong with
 * the model is an IllegalArgumentException, with a sentence.
 */
public final class OnnxRuntime implements Function<float[], Map<String, float[]>>, AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final long[] shape;

  /**
   * @param model the bytes of the file
   * @param folder where the file lies, and what it keeps in files of its own
   * @param shape of the input: 1, channels, rows, columns
   */
  public OnnxRuntime(byte[] model, String folder, long[] shape) {
    this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    this.shape = shape.clone();
    try {
      environment.setTelemetry(false);
      this.session = open(environment, model, folder);
      this.input = input(session, shape);
    } catch (OrtException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static OrtSession open(OrtEnvironment environment, byte[] model, String folder)
      throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      options.addConfigEntry("session.model_external_initializers_file_folder_path", folder);
      return environment.createSession(model, options);
    }
  }

  private static String input(OrtSession session, long[] shape) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("it has the inputs " + inputs.keySet() + ", not one");
    }
    NodeInfo only = inputs.values().iterator().next();
    boolean fits =
        only.getInfo() instanceof TensorInfo info
            && info.type == OnnxJavaType.FLOAT
            && fits(info.getShape(), shape);
    if (!fits) {
      throw new IllegalArgumentException(
          "its input is " + only.getInfo() + ", not floats of " + Arrays.toString(shape));
    }
    return only.getName();
  }

  /** A dimension below 0 is left open. */
  private static boolean fits(long[] theirs, long[] ours) {
    boolean fits = theirs.length == ours.length;
    for (int i = 0; fits && i < ours.length; i++) {
      fits = theirs[i] < 0 || theirs[i] == ours[i];
    }
    return fits;
  }

  /** The version, {@code 1.29.0}. */
  @Override
  public String toString() {
    return "ONNX Runtime " + environment.getVersion();
  }

  /** The numbers of all results that are floats, by name. */
  @Override
  public Map<String, float[]> apply(float[] image) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
        OrtSession.Result results = session.run(Map.of(input, tensor))) {
      Map<String, float[]> all = new LinkedHashMap<>();
      for (Map.Entry<String, OnnxValue> result : results) {
        if (result.getValue() instanceof OnnxTensor found
            && found.getInfo().type == OnnxJavaType.FLOAT) {
          FloatBuffer buffer = found.getFloatBuffer();
          float[] numbers = new float[buffer.remaining()];
          buffer.get(numbers);
          all.put(result.getKey(), numbers);
        }
      }
      return all;
    } catch (OrtException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
