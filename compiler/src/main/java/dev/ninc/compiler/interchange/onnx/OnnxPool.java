package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.Nodes.integer;
import static dev.ninc.compiler.interchange.onnx.Nodes.integers;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.List;

/**
 * A pooling layer in ONNX's terms: {@code ceil_mode} stays 0, and the padding at the end is as
 * large as the last window needs. With n windows of extent e and stride s along an axis of length
 * l, padded by p in front, that is q = max(0, (n − 1)·s + e − l − p), and ⌊(l + p + q − e) / s⌋ + 1
 * = n whatever rule n comes from.
 *
 * <p>A maximum ignores padding. An average over the cells inside does too ({@code
 * count_include_pad} = 0). One over the padded cells counts the user's padding but nothing beyond
 * it: where windows reach beyond, the user's padding becomes a {@code Pad} of its own, and the
 * average is one over the cells inside of that.
 *
 * @param before what to pad with zeros first
 * @param pad the padding of the pooling operator itself
 */
record OnnxPool(Op.Pool op, Padding before, Padding pad) {

  static OnnxPool of(Op.Pool op, Maps from, Maps to) {
    Window w = op.window();
    if (w.dilationY() != 1 || w.dilationX() != 1) {
      throw new IllegalArgumentException("a dilated pooling window is not exported to ONNX: " + w);
    }
    Padding p = w.pad();
    int bottom = end(to.height(), w.strideY(), w.extentY(), from.height() + p.top());
    int right = end(to.width(), w.strideX(), w.extentX(), from.width() + p.left());
    Padding needed = new Padding(p.top(), p.left(), bottom, right);
    boolean beyond = bottom > p.bottom() || right > p.right();
    boolean counted =
        op.kind() == Op.Pool.Kind.AVERAGE
            && op.divisor() == Op.Pool.Divisor.PADDED
            && !p.equals(Padding.NONE);
    if (counted && beyond) {
      Padding rest =
          new Padding(0, 0, Math.max(0, bottom - p.bottom()), Math.max(0, right - p.right()));
      return new OnnxPool(op, p, rest);
    }
    return new OnnxPool(op, Padding.NONE, needed);
  }

  private static int end(int windows, int stride, int extent, int length) {
    return Math.max(0, (windows - 1) * stride + extent - length);
  }

  /** The pooling operator itself. */
  Message node(String in, String out) {
    Window w = op.window();
    Message kernel = integers("kernel_shape", (long) w.height(), (long) w.width());
    Message strides = integers("strides", (long) w.strideY(), (long) w.strideX());
    if (op.kind() == Op.Pool.Kind.MAX) {
      return Nodes.node("MaxPool", List.of(in), out, kernel, strides, pads(pad));
    }
    boolean counts =
        op.divisor() == Op.Pool.Divisor.PADDED
            && before.equals(Padding.NONE)
            && !w.pad().equals(Padding.NONE);
    Message include = integer("count_include_pad", counts ? 1 : 0);
    return Nodes.node("AveragePool", List.of(in), out, kernel, strides, pads(pad), include);
  }

  /** The attribute {@code pads}: starts of all axes, then their ends. */
  static Message pads(Padding p) {
    return integers("pads", (long) p.top(), (long) p.left(), (long) p.bottom(), (long) p.right());
  }

  /** The same for all four axes of maps. */
  static List<Long> nchw(Padding p) {
    return List.of(
        0L, 0L, (long) p.top(), (long) p.left(), 0L, 0L, (long) p.bottom(), (long) p.right());
  }
}
