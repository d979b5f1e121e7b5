package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Pixels;

/** A convolution between two layouts: the numbers that its loops need, in floats. */
public record DeviceConv(Op.Conv conv, Pixels in, Pixels out) {

  /** Outputs of a panel of packed weights; each group of channels has whole panels. */
  public static final int PANEL = 32;

  public Window window() {
    return conv.window();
  }

  public Activation act() {
    return conv.act();
  }

  public int groups() {
    return conv.groups();
  }

  /** Output channels of all groups. */
  public int channels() {
    return out.maps().channels();
  }

  /** Input channels of a group. */
  public int inputs() {
    return in.maps().channels() / groups();
  }

  /** Outputs of a group. */
  public int outputs() {
    return out.maps().channels() / groups();
  }

  /** Panels of packed weights that a group has. */
  public int panels() {
    return Align.parts(outputs(), PANEL);
  }

  /** Terms of one output's sum, without the bias: in the order row, column, channel. */
  public int terms() {
    return window().taps() * inputs();
  }

  /** Floats of one panel of packed weights. */
  public int panelFloats() {
    return terms() * PANEL;
  }

  /** Floats of all packed weights. */
  public long weights() {
    return (long) groups() * panels() * terms() * PANEL;
  }

  /** Whether each output pixel reads one pixel, which lies in the image. */
  public boolean isPointwise() {
    return window().taps() == 1 && !leavesImage();
  }

  /** Whether some window has a tap outside of the image. */
  public boolean leavesImage() {
    Window w = window();
    int bottom = (out.maps().height() - 1) * w.strideY() + w.extentY() - w.pad().top();
    int right = (out.maps().width() - 1) * w.strideX() + w.extentX() - w.pad().left();
    return w.pad().top() > 0
        || w.pad().left() > 0
        || bottom > in.maps().height()
        || right > in.maps().width();
  }

  /** The layer in words: {@code 5x5, 3 → 192, ReLU}. */
  public String layer() {
    return LayerText.conv(conv, in.maps().channels(), out.maps().channels());
  }
}
