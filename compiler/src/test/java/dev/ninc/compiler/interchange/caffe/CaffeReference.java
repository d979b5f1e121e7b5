package dev.ninc.compiler.interchange.caffe;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * What Caffe computes, written down once more from its documentation and layer by layer as its CPU
 * code does, with random weights, which it also puts into a caffemodel. It knows nothing of the
 * importer.
 */
final class CaffeReference {

  private final RandomGenerator random;
  private final Map<String, Planes> blobs = new HashMap<>();
  private final CaffeModelFile weights = new CaffeModelFile();
  private final boolean old;
  private Planes last;

  private CaffeReference(Planes image, boolean old, long seed) {
    this.random = new MersenneTwister(seed);
    this.old = old;
    this.last = image;
  }

  /**
   * A finished run.
   *
   * @param output what the last layer gives that inference needs
   */
  record Run(byte[] caffemodel, Planes output) {}

  /** Runs a net in the phase TEST on an image that all its inputs are given. */
  static Run run(String prototxt, Planes image, long seed) {
    PlainText net = PlainText.parse(prototxt);
    CaffeReference caffe = new CaffeReference(image, !net.all("layers").isEmpty(), seed);
    net.all("input").forEach(name -> caffe.blobs.put((String) name, image));
    for (PlainText layer : net.children("layer", "layers")) {
      if (isTested(layer)) {
        caffe.layer(layer, image);
      }
    }
    return new Run(caffe.weights.bytes(), caffe.last);
  }

  private static boolean isTested(PlainText layer) {
    boolean included =
        layer.children("include").stream().allMatch(r -> r.text("phase", "").equals("TEST"));
    return included
        && layer.children("exclude").stream().noneMatch(r -> r.text("phase", "").equals("TEST"));
  }

  private Planes in(PlainText layer, int place) {
    return blobs.get((String) layer.all("bottom").get(place));
  }

  private void layer(PlainText layer, Planes image) {
    String type = layer.text("type", "").toLowerCase(Locale.ROOT).replace("_", "");
    switch (type) {
      case "data", "input", "memorydata" -> blobs.put(layer.text("top", ""), image);
      case "accuracy", "softmaxwithloss", "softmaxloss" -> {}
      case "split" -> layer.all("top").forEach(top -> blobs.put((String) top, in(layer, 0)));
      default -> {
        last = output(type, layer);
        blobs.put(layer.text("top", ""), last);
      }
    }
  }

  private Planes output(String type, PlainText layer) {
    Planes in = in(layer, 0);
    return switch (type) {
      case "convolution", "convolutiondepthwise", "depthwiseconvolution" ->
          convolution(layer, in, !type.equals("convolution"));
      case "innerproduct" -> innerProduct(layer, in);
      case "pooling" -> pooling(layer.child("pooling_param"), in);
      case "relu" -> {
        double slope = layer.child("relu_param").number("negative_slope", 0);
        yield in.map((c, y, x) -> in.at(c, y, x) * (in.at(c, y, x) > 0 ? 1 : slope));
      }
      case "relu6" -> in.map((c, y, x) -> Math.min(6, Math.max(0, in.at(c, y, x))));
      case "sigmoid" -> in.map((c, y, x) -> 1 / (1 + Math.exp(-in.at(c, y, x))));
      case "tanh" -> in.map((c, y, x) -> Math.tanh(in.at(c, y, x)));
      case "lrn" -> lrn(layer.child("lrn_param"), in);
      case "batchnorm" -> batchNorm(layer, in);
      case "scale" -> scale(layer, in);
      case "bias" -> {
        double[] shift = array(1, in.channels());
        write(layer, dims(in.channels()), shift);
        yield in.map((c, y, x) -> in.at(c, y, x) + shift[c]);
      }
      case "concat" -> concat(layer);
      case "eltwise" -> sum(layer);
      case "softmax" -> softmax(in);
      case "dropout" -> in;
      case "flatten", "reshape" -> in.flat();
      default -> throw new AssertionError(type);
    };
  }

  private static double[] dims(int... sizes) {
    return java.util.Arrays.stream(sizes).asDoubleStream().toArray();
  }

  /** Numbers around 0, as floats hold them. */
  private double[] array(double deviation, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Adds a layer to the file: pairs of dimensions and numbers. */
  private void write(PlainText layer, double[]... dimsAndValues) {
    byte[][] arrays = new byte[dimsAndValues.length / 2][];
    for (int i = 0; i < arrays.length; i++) {
      int[] dims = java.util.Arrays.stream(dimsAndValues[2 * i]).mapToInt(d -> (int) d).toArray();
      arrays[i] =
          old
              ? CaffeModelFile.oldBlob(dims, dimsAndValues[2 * i + 1])
              : CaffeModelFile.blob(dims, dimsAndValues[2 * i + 1]);
    }
    String name = layer.text("name", "");
    if (old) {
      weights.oldLayer(name, arrays);
    } else {
      weights.layer(name, arrays);
    }
  }

  private static int side(PlainText fields, String both, String one, int otherwise) {
    return fields.whole(one, fields.whole(both, otherwise));
  }

  private Planes convolution(PlainText layer, Planes in, boolean depthwise) {
    PlainText p = layer.child("convolution_param");
    int outputs = p.whole("num_output", 0);
    int groups = p.whole("group", depthwise ? in.channels() : 1);
    int kh = side(p, "kernel_size", "kernel_h", 0);
    int kw = side(p, "kernel_size", "kernel_w", 0);
    int sh = side(p, "stride", "stride_h", 1);
    int sw = side(p, "stride", "stride_w", 1);
    int ph = side(p, "pad", "pad_h", 0);
    int pw = side(p, "pad", "pad_w", 0);
    int d = p.whole("dilation", 1);
    int seen = in.channels() / groups;
    boolean biased = p.text("bias_term", "true").equals("true");
    double[] w = array(1 / Math.sqrt(seen * kh * kw), outputs * seen * kh * kw);
    double[] b = biased ? array(0.1, outputs) : new double[outputs];
    write(layer, biased, dims(outputs, seen, kh, kw), w, b);
    int height = (in.height() + 2 * ph - (d * (kh - 1) + 1)) / sh + 1;
    int width = (in.width() + 2 * pw - (d * (kw - 1) + 1)) / sw + 1;
    return Planes.each(
        outputs,
        height,
        width,
        (o, y, x) -> {
          double sum = b[o];
          for (int c = 0; c < seen; c++) {
            int from = o / (outputs / groups) * seen + c;
            for (int i = 0; i < kh; i++) {
              for (int j = 0; j < kw; j++) {
                sum +=
                    w[((o * seen + c) * kh + i) * kw + j]
                        * in.at(from, y * sh - ph + i * d, x * sw - pw + j * d);
              }
            }
          }
          return sum;
        });
  }

  private void write(PlainText layer, boolean biased, double[] dims, double[] w, double[] b) {
    if (biased) {
      write(layer, dims, w, dims(b.length), b);
    } else {
      write(layer, dims, w);
    }
  }

  private Planes innerProduct(PlainText layer, Planes in) {
    PlainText p = layer.child("inner_product_param");
    int outputs = p.whole("num_output", 0);
    int inputs = in.values().length;
    boolean transposed = p.text("transpose", "false").equals("true");
    boolean biased = p.text("bias_term", "true").equals("true");
    double[] w = array(1 / Math.sqrt(inputs), outputs * inputs);
    double[] b = biased ? array(0.1, outputs) : new double[outputs];
    double[] dims = transposed ? dims(inputs, outputs) : dims(outputs, inputs);
    write(layer, biased, dims, w, b);
    return Planes.each(
        outputs,
        1,
        1,
        (o, y, x) -> {
          double sum = b[o];
          for (int i = 0; i < inputs; i++) {
            sum += w[transposed ? i * outputs + o : o * inputs + i] * in.values()[i];
          }
          return sum;
        });
  }

  private static Planes pooling(PlainText p, Planes in) {
    boolean global = p.text("global_pooling", "false").equals("true");
    int kh = global ? in.height() : side(p, "kernel_size", "kernel_h", 0);
    int kw = global ? in.width() : side(p, "kernel_size", "kernel_w", 0);
    int sh = side(p, "stride", "stride_h", 1);
    int sw = side(p, "stride", "stride_w", 1);
    int ph = side(p, "pad", "pad_h", 0);
    int pw = side(p, "pad", "pad_w", 0);
    boolean max = p.text("pool", "MAX").equals("MAX");
    boolean floor = p.text("round_mode", "CEIL").equals("FLOOR");
    boolean padded = ph + pw > 0;
    return Planes.each(
        in.channels(),
        windows(in.height(), kh, sh, ph, padded, floor),
        windows(in.width(), kw, sw, pw, padded, floor),
        (c, y, x) -> window(in, c, max, y * sh - ph, x * sw - pw, new int[] {kh, kw, ph, pw}));
  }

  private static int windows(int in, int k, int s, int p, boolean padded, boolean floor) {
    double room = (double) (in + 2 * p - k) / s;
    int windows = (int) (floor ? Math.floor(room) : Math.ceil(room)) + 1;
    return padded && (windows - 1) * s >= in + p ? windows - 1 : windows;
  }

  private static double window(Planes in, int c, boolean max, int top, int left, int[] k) {
    int bottom = Math.min(top + k[0], in.height() + k[2]);
    int right = Math.min(left + k[1], in.width() + k[3]);
    int cells = (bottom - top) * (right - left);
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int y = Math.max(top, 0); y < Math.min(bottom, in.height()); y++) {
      for (int x = Math.max(left, 0); x < Math.min(right, in.width()); x++) {
        sum += in.at(c, y, x);
        largest = Math.max(largest, in.at(c, y, x));
      }
    }
    return max ? largest : sum / cells;
  }

  private static Planes lrn(PlainText p, Planes in) {
    int size = p.whole("local_size", 5);
    double alpha = p.number("alpha", 1);
    double beta = p.number("beta", 0.75);
    double k = p.number("k", 1);
    return in.map(
        (c, y, x) -> {
          double squares = 0;
          for (int n = c - size / 2; n <= c + size / 2; n++) {
            double value = n < 0 || n >= in.channels() ? 0 : in.at(n, y, x);
            squares += value * value;
          }
          return in.at(c, y, x) * Math.pow(k + alpha / size * squares, -beta);
        });
  }

  private Planes batchNorm(PlainText layer, Planes in) {
    double epsilon = layer.child("batch_norm_param").number("eps", 1e-5);
    int channels = in.channels();
    double[] mean = array(3, channels);
    double[] variance = array(4, channels);
    for (int c = 0; c < channels; c++) {
      variance[c] = c == 1 ? 0 : Math.abs(variance[c]);
    }
    double[] factor = {6.5};
    write(layer, dims(channels), mean, dims(channels), variance, dims(1), factor);
    return in.map(
        (c, y, x) ->
            (in.at(c, y, x) - mean[c] / factor[0]) / Math.sqrt(variance[c] / factor[0] + epsilon));
  }

  private Planes scale(PlainText layer, Planes in) {
    boolean biased = layer.child("scale_param").text("bias_term", "false").equals("true");
    double[] gain = array(1, in.channels());
    double[] shift = biased ? array(1, in.channels()) : new double[in.channels()];
    write(layer, biased, dims(in.channels()), gain, shift);
    return in.map((c, y, x) -> in.at(c, y, x) * gain[c] + shift[c]);
  }

  private List<Planes> ins(PlainText layer) {
    return layer.all("bottom").stream().map(name -> blobs.get((String) name)).toList();
  }

  private Planes concat(PlainText layer) {
    List<Planes> ins = ins(layer);
    int channels = ins.stream().mapToInt(Planes::channels).sum();
    Planes result = Planes.zeros(channels, ins.get(0).height(), ins.get(0).width());
    int at = 0;
    for (Planes in : ins) {
      System.arraycopy(in.values(), 0, result.values(), at, in.values().length);
      at += in.values().length;
    }
    return result;
  }

  private Planes sum(PlainText layer) {
    List<Planes> ins = ins(layer);
    return ins.get(0).map((c, y, x) -> ins.stream().mapToDouble(in -> in.at(c, y, x)).sum());
  }

  static Planes softmax(Planes in) {
    return in.map(
        (c, y, x) -> {
          double sum = 0;
          for (int n = 0; n < in.channels(); n++) {
            sum += Math.exp(in.at(n, y, x) - in.at(c, y, x));
          }
          return 1 / sum;
        });
  }
}
