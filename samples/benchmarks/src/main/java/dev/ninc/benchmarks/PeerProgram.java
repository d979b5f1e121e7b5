package dev.ninc.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/** The program that a user of ONNX Runtime would write, with the defaults of its library. */
public final class PeerProgram extends Requests {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  private PeerProgram(File folder) throws IOException, OrtException {
    String model = new File(folder, Bundle.ONNX).getPath();
    session = environment.createSession(model, new OrtSession.SessionOptions());
    String name = session.getInputNames().iterator().next();
    TensorInfo info = (TensorInfo) session.getInputInfo().get(name).getInfo();
    long[] shape = info.getShape();
    shape[0] = 1;
    float[] image = image(folder, Math.toIntExact(shape[1] * shape[2] * shape[3]));
    inputs = Map.of(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape));
  }

  @Override
  protected float request() {
    try (OrtSession.Result result = session.run(inputs)) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param args the folder of a bundle, and the seconds of further requests
   */
  public static void main(String[] args) throws IOException, OrtException {
    serve(new PeerProgram(new File(args[0])), args[1]);
  }
}
