package dev.ninc.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ninc.compiler.interchange.onnx.OnnxExport;
import dev.ninc.compiler.ir.Maps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime as it is fastest: all optimizations, the batch's size fixed, input and outputs in
 * its own memory, so that nothing is copied or allocated.
 */
final class OnnxRuntimeEngine implements Engine {

  private final OrtSession session;
  private final FloatBuffer input;
  private final Map<String, OnnxTensor> inputs;
  private final List<FloatBuffer> results = new ArrayList<>();
  private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

  OnnxRuntimeEngine(Subject subject, Load load) throws IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(load.threads());
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setSymbolicDimensionValue(OnnxExport.BATCH, load.batch());
      session = OrtEnvironment.getEnvironment().createSession(subject.onnx(), options);
      input = buffer(load.batch(), subject.input());
      String name = session.getInputNames().iterator().next();
      inputs = Map.of(name, tensor(input, load.batch(), subject.input()));
      for (Map.Entry<String, Maps> output : subject.outputs().entrySet()) {
        FloatBuffer result = buffer(load.batch(), output.getValue());
        results.add(result);
        outputs.put(output.getKey(), tensor(result, load.batch(), output.getValue()));
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer buffer(int batch, Maps maps) {
    int bytes = Math.toIntExact(Math.multiplyExact(batch * maps.size(), Float.BYTES));
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static OnnxTensor tensor(FloatBuffer buffer, int batch, Maps maps) throws OrtException {
    long[] shape = {batch, maps.channels(), maps.height(), maps.width()};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape);
  }

  @Override
  public void images(float[] images) {
    input.put(0, images);
  }

  @Override
  public void run() {
    try (OrtSession.Result result = session.run(inputs, outputs)) {
      // The results are where the pinned outputs are.
      assert result.size() == outputs.size();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public float[][] outputs() {
    float[][] copies = new float[results.size()][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = new float[results.get(i).capacity()];
      results.get(i).get(0, copies[i]);
    }
    return copies;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
