package dev.ninc.benchmarks;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/**
 * A network as a TensorFlow graph, channels last: the ops that Network In Network needs. Weights
 * are constants; what is not needed for the outputs, TensorFlow drops.
 */
final class TensorFlowGraph {

  private final Graph network;
  private final Subject subject;
  private final Ops tf;
  private final Map<Value, Operand<TFloat32>> values = new HashMap<>();

  private TensorFlowGraph(Subject subject, Ops tf) {
    this.network = subject.network().graph();
    this.subject = subject;
    this.tf = tf;
  }

  /** Whether each op of a network is one of those that are translated. */
  static boolean covers(Graph graph) {
    return graph.nodes().stream().allMatch(n -> covers(graph, n));
  }

  private static boolean covers(Graph graph, Node node) {
    Op op = node.op();
    if (op instanceof Op.Conv conv) {
      return conv.groups() == 1 && conv.bias().isPresent() && covers(conv.act());
    }
    if (op instanceof Op.Pool pool) {
      return !poolPadding(pool, graph.node(pool.in()).maps(), node.maps()).isEmpty();
    }
    return op instanceof Op.Input
        || op instanceof Op.Param
        || op instanceof Op.GlobalAverage
        || op instanceof Op.Activate activate && covers(activate.act())
        || op instanceof Op.Dropout
        || op instanceof Op.Softmax;
  }

  private static boolean covers(Activation act) {
    return act.equals(Activation.LINEAR) || act.kind() == Activation.Kind.RELU;
  }

  /**
   * Adds a network to an empty graph.
   *
   * @throws IllegalArgumentException if an op is not among those that are translated
   */
  static TensorFlowGraph build(org.tensorflow.Graph graph, Subject subject, int batch) {
    if (!covers(subject.network().graph())) {
      throw new IllegalArgumentException(
          subject.network().graph().name() + " has an op that is not translated to TensorFlow");
    }
    TensorFlowGraph built = new TensorFlowGraph(subject, Ops.create(graph));
    for (Node node : built.network.nodes()) {
      if (node.type() instanceof Maps) {
        built.values.put(node.out(), built.operand(node, batch));
      }
    }
    return built;
  }

  /** Where the images go: batch, rows, columns, channels. */
  Operand<TFloat32> input() {
    return of(network.input().out());
  }

  Operand<TFloat32> of(Value value) {
    return values.get(value);
  }

  private Operand<TFloat32> operand(Node node, int batch) {
    Op op = node.op();
    if (op instanceof Op.Input) {
      Maps m = node.maps();
      return tf.placeholder(
          TFloat32.class, Placeholder.shape(Shape.of(batch, m.height(), m.width(), m.channels())));
    }
    if (op instanceof Op.Conv conv) {
      return conv(conv, node.maps());
    }
    if (op instanceof Op.Pool pool) {
      return pool(pool, node.maps());
    }
    Operand<TFloat32> in = of(op.inputs().get(0));
    if (op instanceof Op.GlobalAverage) {
      Maps m = network.node(op.inputs().get(0)).maps();
      List<Long> all = List.of(1L, (long) m.height(), (long) m.width(), 1L);
      return tf.nn.avgPool(in, all, all, "VALID");
    }
    if (op instanceof Op.Activate activate) {
      return activated(activate.act(), in);
    }
    return op instanceof Op.Softmax ? tf.nn.softmax(in) : in;
  }

  private Operand<TFloat32> conv(Op.Conv conv, Maps out) {
    Window w = conv.window();
    Maps from = network.node(conv.in()).maps();
    Padding p = w.pad();
    String padding = padding(p, w, from, out);
    List<Long> strides = List.of(1L, (long) w.strideY(), (long) w.strideX(), 1L);
    Conv2d.Options dilations = Conv2d.dilations(1L, (long) w.dilationY(), (long) w.dilationX(), 1L);
    Operand<TFloat32> sum =
        padding.isEmpty()
            ? tf.nn.conv2d(
                of(conv.in()),
                filters(conv, from),
                strides,
                "EXPLICIT",
                dilations,
                Conv2d.explicitPaddings(
                    0L,
                    0L,
                    (long) p.top(),
                    (long) p.bottom(),
                    (long) p.left(),
                    (long) p.right(),
                    0L,
                    0L))
            : tf.nn.conv2d(of(conv.in()), filters(conv, from), strides, padding, dilations);
    float[] bias = weight(conv.bias().orElseThrow());
    return activated(conv.act(), tf.nn.biasAdd(sum, tf.constant(bias)));
  }

  /** [O, C, height, width] → [height, width, C, O]. */
  private Operand<TFloat32> filters(Op.Conv conv, Maps from) {
    float[] filters = weight(conv.weight());
    int inputs = from.channels();
    int taps = conv.window().height() * conv.window().width();
    int outputs = filters.length / inputs / taps;
    float[] turned = new float[filters.length];
    int next = 0;
    for (int tap = 0; tap < taps; tap++) {
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          turned[next++] = filters[(o * inputs + i) * taps + tap];
        }
      }
    }
    Shape shape = Shape.of(conv.window().height(), conv.window().width(), inputs, outputs);
    return tf.constant(shape, DataBuffers.of(turned));
  }

  private float[] weight(Value value) {
    if (network.node(value).op() instanceof Op.Param param) {
      return subject.weight(param);
    }
    throw new IllegalArgumentException(value + " is computed from other weights");
  }

  private Operand<TFloat32> pool(Op.Pool pool, Maps out) {
    Window w = pool.window();
    String padding = poolPadding(pool, network.node(pool.in()).maps(), out);
    Operand<TFloat32> in = of(pool.in());
    if (pool.kind() == Op.Pool.Kind.MAX) {
      return tf.nn.maxPool(
          in,
          tf.constant(new int[] {1, w.height(), w.width(), 1}),
          tf.constant(new int[] {1, w.strideY(), w.strideX(), 1}),
          padding);
    }
    return tf.nn.avgPool(
        in,
        List.of(1L, (long) w.height(), (long) w.width(), 1L),
        List.of(1L, (long) w.strideY(), (long) w.strideX(), 1L),
        padding);
  }

  private Operand<TFloat32> activated(Activation act, Operand<TFloat32> in) {
    return act.equals(Activation.LINEAR) ? in : tf.nn.relu(in);
  }

  /**
   * A pool's padding by its name; empty where none of the names means it. An average is over what
   * lies in the image, which is the divisor of an unpadded pool, too.
   */
  private static String poolPadding(Op.Pool pool, Maps from, Maps to) {
    boolean inside =
        pool.kind() == Op.Pool.Kind.MAX
            || pool.divisor() == Op.Pool.Divisor.INSIDE
            || pool.window().pad().equals(Padding.NONE);
    return inside ? padding(pool.window().pad(), pool.window(), from, to) : "";
  }

  /** {@code VALID}, {@code SAME}, or empty where neither gives these outputs. */
  private static String padding(Padding pad, Window w, Maps from, Maps to) {
    int rows = (to.height() - 1) * w.strideY() + w.extentY() - from.height();
    int columns = (to.width() - 1) * w.strideX() + w.extentX() - from.width();
    if (rows <= 0 && columns <= 0 && pad.equals(Padding.NONE)) {
      return "VALID";
    }
    boolean same =
        same(from.height(), to.height(), w.strideY(), rows, pad.top())
            && same(from.width(), to.width(), w.strideX(), columns, pad.left());
    return same ? "SAME" : "";
  }

  /** {@code SAME} makes ⌈length / stride⌉ windows and pads both sides, the odd one at the end. */
  private static boolean same(int length, int windows, int stride, int padding, int before) {
    return windows == (length + stride - 1) / stride && before == Math.max(0, padding) / 2;
  }
}
