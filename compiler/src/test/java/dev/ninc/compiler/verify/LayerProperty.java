package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.random.LayerFacts;
import java.util.function.Predicate;

/** What each kernel has to be tried with, where there is such a thing for it. */
enum LayerProperty {
  FIRST("reads the input", Family.ANY, LayerFacts::first),
  DIVIDED("divided into pieces", Family.PIECES, LayerFacts::divided),

  ONE_IN("1 channel", Family.CHANNELS, f -> f.in().channels() == 1),
  FEW_IN("2-15 channels", Family.CHANNELS, f -> isIn(f.in().channels(), 2, 15)),
  WHOLE_IN("16, 32, 48, 64 channels", Family.CHANNELS, f -> f.in().channels() % 16 == 0),
  ODD_IN("17-63 channels, odd", Family.CHANNELS, f -> isOdd(f.in().channels(), 17, 63)),
  MANY_IN("65-70 channels", Family.CHANNELS, f -> isIn(f.in().channels(), 65, 70)),

  ONE_OUT("1 output", Family.OUTPUTS, f -> f.out().channels() == 1),
  NARROW_OUT("2-16 outputs", Family.OUTPUTS, f -> isIn(f.out().channels(), 2, 16)),
  WIDE_OUT("17-32 outputs", Family.OUTPUTS, f -> isIn(f.out().channels(), 17, 32)),
  BOTH_OUT("33-48 outputs", Family.OUTPUTS, f -> isIn(f.out().channels(), 33, 48)),
  MANY_OUT("65-70 outputs", Family.OUTPUTS, f -> isIn(f.out().channels(), 65, 70)),

  PIXEL("one pixel", Family.IMAGE, f -> f.in().pixels() == 1),
  LINE(
      "one row or column",
      Family.IMAGE,
      f -> f.in().pixels() > 1 && (f.in().height() == 1 || f.in().width() == 1)),
  LARGE("25-40 pixels", Family.IMAGE, f -> Math.max(f.in().height(), f.in().width()) > 24),
  OBLONG("image not square", Family.IMAGE, f -> f.in().height() != f.in().width()),

  LARGE_WINDOW("window of 7-10", Family.WINDOW, f -> isIn(longest(f.window()), 7, 10)),
  LARGEST_WINDOW("window of 11", Family.WINDOW, f -> longest(f.window()) == 11),
  EVEN_WINDOW(
      "even window",
      Family.WINDOW,
      f -> f.window().height() % 2 == 0 || f.window().width() % 2 == 0),
  OBLONG_WINDOW("window not square", Family.WINDOW, f -> f.window().height() != f.window().width()),

  STRIDE_2("stride 2", Family.STRIDE, f -> strides(f.window(), 2)),
  STRIDE_3("stride 3", Family.STRIDE, f -> strides(f.window(), 3)),
  STRIDE_4("stride 4", Family.STRIDE, f -> strides(f.window(), 4)),
  STRIDES("strides differ", Family.STRIDE, f -> f.window().strideY() != f.window().strideX()),

  DILATION_2("dilation 2", Family.DILATION, f -> dilates(f.window(), 2)),
  DILATION_3("dilation 3", Family.DILATION, f -> dilates(f.window(), 3)),
  DILATIONS(
      "dilations differ",
      Family.DILATION,
      f -> f.window().dilationY() != f.window().dilationX() && f.window().taps() > 1),

  NO_PAD("no pad", Family.PAD, f -> f.window().pad().equals(Padding.NONE)),
  LOPSIDED_PAD("pads differ", Family.PAD, f -> isLopsided(f.window().pad())),
  WIDE_PAD("pad beyond the window", Family.WIDE_PAD, f -> isWide(f.window())),

  LINEAR("linear", Family.ACTIVATION, f -> f.act() == Activation.Kind.LINEAR),
  RELU("ReLU", Family.ACTIVATION, f -> f.act() == Activation.Kind.RELU),
  LEAKY("leaky ReLU", Family.ACTIVATION, f -> f.act() == Activation.Kind.LEAKY),
  RELU6("ReLU6", Family.ACTIVATION, f -> f.act() == Activation.Kind.RELU6),
  NO_BIAS("no bias", Family.ACTIVATION, f -> !f.bias());

  /** Properties that a kernel has to do with, or has not. */
  enum Family {
    ANY,
    PIECES,
    CHANNELS,
    OUTPUTS,
    IMAGE,
    WINDOW,
    STRIDE,
    DILATION,
    PAD,
    WIDE_PAD,
    ACTIVATION
  }

  private final String words;
  private final Family family;
  private final Predicate<LayerFacts> test;

  LayerProperty(String words, Family family, Predicate<LayerFacts> test) {
    this.words = words;
    this.family = family;
    this.test = test;
  }

  Family family() {
    return family;
  }

  boolean of(LayerFacts facts) {
    return test.test(facts);
  }

  @Override
  public String toString() {
    return words;
  }

  private static boolean isIn(int number, int from, int to) {
    return from <= number && number <= to;
  }

  private static boolean isOdd(int number, int from, int to) {
    return number % 2 == 1 && isIn(number, from, to);
  }

  private static int longest(Window w) {
    return Math.max(w.height(), w.width());
  }

  private static boolean strides(Window w, int stride) {
    return w.strideY() == stride || w.strideX() == stride;
  }

  private static boolean dilates(Window w, int dilation) {
    return (w.dilationY() == dilation && w.height() > 1)
        || (w.dilationX() == dilation && w.width() > 1);
  }

  private static boolean isLopsided(Padding p) {
    return p.top() != p.bottom() || p.left() != p.right();
  }

  private static boolean isWide(Window w) {
    Padding p = w.pad();
    return Math.max(p.top(), p.bottom()) >= w.extentY()
        || Math.max(p.left(), p.right()) >= w.extentX();
  }
}
