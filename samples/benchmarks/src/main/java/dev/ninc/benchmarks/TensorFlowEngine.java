package dev.ninc.benchmarks;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Output;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow as it is fastest: a frozen graph, all optimizations, the images channels last, which
 * its kernels for processors want, and already in its own memory.
 */
final class TensorFlowEngine implements Engine {

  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TFloat32> input;
  private final List<Operand<TFloat32>> results = new ArrayList<>();
  private final Maps shape;
  private final int batch;
  private TFloat32 images;
  private float[][] outputs;

  /**
   * @throws IllegalArgumentException if the network has an op that {@link TensorFlowGraph} lacks
   */
  TensorFlowEngine(Subject subject, Load load) {
    shape = subject.input();
    batch = load.batch();
    TensorFlowGraph network = TensorFlowGraph.build(graph, subject, batch);
    input = network.input();
    for (Output output : subject.network().graph().outputs()) {
      results.add(network.of(output.value()));
    }
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(load.threads())
                .setInterOpParallelismThreads(1)
                .build());
  }

  @Override
  public void images(float[] planes) {
    if (images != null) {
      images.close();
    }
    float[] last = new float[planes.length];
    int pixels = Math.toIntExact(shape.pixels());
    int size = Math.toIntExact(shape.size());
    for (int i = 0; i < planes.length; i++) {
      int channel = i % size / pixels;
      int pixel = i % pixels;
      last[i / size * size + pixel * shape.channels() + channel] = planes[i];
    }
    images =
        TFloat32.tensorOf(
            Shape.of(batch, shape.height(), shape.width(), shape.channels()), DataBuffers.of(last));
  }

  @Override
  public void run() {
    try (Result result = fetch()) {
      assert result.size() == results.size();
    }
  }

  private Result fetch() {
    Session.Runner runner = session.runner().feed(input, images);
    results.forEach(runner::fetch);
    return runner.run();
  }

  /** Runs once more, for nothing of a run is left when it ends. */
  @Override
  public float[][] outputs() {
    try (Result result = fetch()) {
      outputs = new float[results.size()][];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = planes((TFloat32) result.get(i));
      }
    }
    return outputs;
  }

  private float[] planes(TFloat32 tensor) {
    float[] last = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(last);
    int channels = Math.toIntExact(tensor.shape().get(3));
    int size = last.length / batch;
    int pixels = size / channels;
    float[] planes = new float[last.length];
    for (int i = 0; i < last.length; i++) {
      planes[i / size * size + i % channels * pixels + i % size / channels] = last[i];
    }
    return planes;
  }

  @Override
  public void close() {
    if (images != null) {
      images.close();
    }
    session.close();
    graph.close();
  }
}
