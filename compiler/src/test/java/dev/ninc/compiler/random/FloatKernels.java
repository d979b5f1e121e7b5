package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every op in plain float arithmetic, as a careful but simple kernel would do it. */
final class FloatKernels implements Op.Cases<float[]> {

  private final Map<Value, Node> nodes;
  private final Function<Op.Param, float[]> weights;
  private final float[] image;
  private final Map<Value, float[]> values = new HashMap<>();

  private FloatKernels(Graph graph, Function<Op.Param, float[]> weights, float[] image) {
    this.nodes = graph.byValue();
    this.weights = weights;
    this.image = image;
  }

  /** All values of a graph, tensors included. */
  static Map<Value, float[]> run(Graph graph, Function<Op.Param, float[]> weights, float[] image) {
    FloatKernels kernels = new FloatKernels(graph, weights, image);
    for (Node node : graph.nodes()) {
      kernels.values.put(node.out(), node.op().match(kernels));
    }
    return kernels.values;
  }

  @Override
  public float[] input(Op.Input op) {
    return image;
  }

  @Override
  public float[] param(Op.Param op) {
    return weights.apply(op);
  }

  @Override
  public float[] conv(Op.Conv op) {
    Maps from = maps(op.in());
    float[] in = values.get(op.in());
    float[] weight = values.get(op.weight());
    Window w = op.window();
    List<Integer> dims = ((Tensor) nodes.get(op.weight()).type()).dims();
    Maps to = (Maps) op.match(new Typing(v -> nodes.get(v).type()));
    float[] out = new float[(int) to.size()];
    for (int at = 0; at < out.length; at++) {
      int o = at / to.pixels();
      int y = at % to.pixels() / to.width() * w.strideY() - w.pad().top();
      int x = at % to.width() * w.strideX() - w.pad().left();
      int first = o / (to.channels() / op.groups()) * dims.get(1);
      float sum = op.bias().isPresent() ? values.get(op.bias().get())[o] : 0;
      for (int tap = 0; tap < w.taps(); tap++) {
        int row = y + tap / w.width() * w.dilationY();
        int column = x + tap % w.width() * w.dilationX();
        if (row >= 0 && row < from.height() && column >= 0 && column < from.width()) {
          for (int c = 0; c < dims.get(1); c++) {
            float value = in[((first + c) * from.height() + row) * from.width() + column];
            sum = Math.fma(value, weight[(o * dims.get(1) + c) * w.taps() + tap], sum);
          }
        }
      }
      out[at] = apply(op.act(), sum);
    }
    return out;
  }

  @Override
  public float[] pool(Op.Pool op) {
    Maps from = maps(op.in());
    float[] in = values.get(op.in());
    Window w = op.window();
    Maps to = (Maps) op.match(new Typing(v -> nodes.get(v).type()));
    float[] out = new float[(int) to.size()];
    for (int at = 0; at < out.length; at++) {
      int c = at / to.pixels();
      int top = at % to.pixels() / to.width() * w.strideY() - w.pad().top();
      int left = at % to.width() * w.strideX() - w.pad().left();
      int y0 = Math.max(top, 0);
      int x0 = Math.max(left, 0);
      int y1 = Math.min(top + w.height(), from.height());
      int x1 = Math.min(left + w.width(), from.width());
      float max = Float.NEGATIVE_INFINITY;
      float sum = 0;
      for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
          float value = in[(c * from.height() + y) * from.width() + x];
          max = Math.max(max, value);
          sum += value;
        }
      }
      int padded =
          (Math.min(top + w.height(), from.height() + w.pad().bottom()) - top)
              * (Math.min(left + w.width(), from.width() + w.pad().right()) - left);
      int cells = op.divisor() == Op.Pool.Divisor.PADDED ? padded : (y1 - y0) * (x1 - x0);
      out[at] = op.kind() == Op.Pool.Kind.MAX ? max : sum * (1f / cells);
    }
    return out;
  }

  @Override
  public float[] globalAverage(Op.GlobalAverage op) {
    float[] in = values.get(op.in());
    Maps from = maps(op.in());
    float[] out = new float[from.channels()];
    for (int i = 0; i < in.length; i++) {
      out[i / from.pixels()] += in[i];
    }
    for (int c = 0; c < out.length; c++) {
      out[c] *= 1f / from.pixels();
    }
    return out;
  }

  @Override
  public float[] activate(Op.Activate op) {
    float[] out = values.get(op.in()).clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = apply(op.act(), out[i]);
    }
    return out;
  }

  private static float apply(Activation act, float x) {
    return switch (act.kind()) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY -> x < 0 ? act.slope() * x : x;
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case SIGMOID -> 1 / (1 + (float) Math.exp(-x));
      case TANH -> (float) Math.tanh(x);
    };
  }

  @Override
  public float[] batchNorm(Op.BatchNorm op) {
    float[] out = values.get(op.in()).clone();
    float[] variance = values.get(op.variance());
    for (int i = 0; i < out.length; i++) {
      int c = i / (out.length / variance.length);
      float root = (float) (1 / Math.sqrt(variance[c] + (float) op.epsilon()));
      float gain = values.get(op.scale())[c] * root;
      float offset = values.get(op.shift())[c] - values.get(op.mean())[c] * gain;
      out[i] = Math.fma(out[i], gain, offset);
    }
    return out;
  }

  @Override
  public float[] scale(Op.Scale op) {
    float[] out = values.get(op.in()).clone();
    float[] gain = values.get(op.gain());
    for (int i = 0; i < out.length; i++) {
      int c = i / (out.length / gain.length);
      out[i] = Math.fma(out[i], gain[c], values.get(op.shift())[c]);
    }
    return out;
  }

  @Override
  public float[] lrn(Op.Lrn op) {
    float[] in = values.get(op.in());
    int pixels = maps(op.in()).pixels();
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      float sum = 0;
      for (int d = -op.reach(); d <= op.reach(); d++) {
        int at = i + d * pixels;
        sum += at < 0 || at >= in.length ? 0 : in[at] * in[at];
      }
      float base = (float) op.bias() + (float) (op.alpha() / op.size()) * sum;
      out[i] = in[i] / (float) Math.pow(base, op.beta());
    }
    return out;
  }

  @Override
  public float[] concat(Op.Concat op) {
    float[] out = new float[op.in().stream().mapToInt(v -> values.get(v).length).sum()];
    int at = 0;
    for (Value value : op.in()) {
      float[] in = values.get(value);
      System.arraycopy(in, 0, out, at, in.length);
      at += in.length;
    }
    return out;
  }

  @Override
  public float[] add(Op.Add op) {
    float[] out = values.get(op.in().get(0)).clone();
    for (Value value : op.in().subList(1, op.in().size())) {
      float[] in = values.get(value);
      for (int i = 0; i < out.length; i++) {
        out[i] += in[i];
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = apply(op.act(), out[i]);
    }
    return out;
  }

  @Override
  public float[] dropout(Op.Dropout op) {
    return values.get(op.in());
  }

  @Override
  public float[] softmax(Op.Softmax op) {
    float[] out = values.get(op.in()).clone();
    int pixels = maps(op.in()).pixels();
    for (int pixel = 0; pixel < pixels; pixel++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int i = pixel; i < out.length; i += pixels) {
        max = Math.max(max, out[i]);
      }
      float sum = 0;
      for (int i = pixel; i < out.length; i += pixels) {
        out[i] = (float) Math.exp(out[i] - max);
        sum += out[i];
      }
      for (int i = pixel; i < out.length; i += pixels) {
        out[i] *= 1 / sum;
      }
    }
    return out;
  }

  @Override
  public float[] reshape(Op.Reshape op) {
    return values.get(op.in());
  }

  @Override
  public float[] inverseRoot(Op.InverseRoot op) {
    float[] out = values.get(op.in()).clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = 1 / (float) Math.sqrt(out[i] + (float) op.epsilon());
    }
    return out;
  }

  @Override
  public float[] arithmetic(Op.Arithmetic op) {
    float[] out = values.get(op.left()).clone();
    float[] right = values.get(op.right());
    for (int i = 0; i < out.length; i++) {
      float r = right[i / (out.length / right.length)];
      out[i] =
          switch (op.kind()) {
            case PLUS -> out[i] + r;
            case MINUS -> out[i] - r;
            case TIMES -> out[i] * r;
          };
    }
    return out;
  }

  private Maps maps(Value value) {
    return nodes.get(value).maps();
  }
}
