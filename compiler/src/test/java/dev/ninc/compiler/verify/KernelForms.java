package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.List;
import java.util.Locale;

/** What kernels are called here: each name stands for loops of its own. */
final class KernelForms implements JavaKernel.Cases<String> {

  private static final KernelForms FORMS = new KernelForms();

  private KernelForms() {}

  static String of(JavaKernel kernel) {
    return kernel.match(FORMS);
  }

  /** The kernels of a plan, in the order of its steps. */
  static List<String> of(Plan plan) {
    return plan.run().stream().map(s -> of((JavaKernel) s.kernel())).toList();
  }

  @Override
  public String direct(ConvolutionKernel.Direct kernel) {
    if (kernel.conv().groups() > 1) {
      return "direct, groups";
    }
    if (kernel.conv().isFlat()) {
      return "direct, flat 1x1";
    }
    return kernel.order() == ConvolutionKernel.Direct.Order.ROWS_OUTSIDE
        ? "direct, rows outside"
        : "direct, panels outside";
  }

  @Override
  public String pixelRows(ConvolutionKernel.PixelRows kernel) {
    return kernel.conv().isFlat() ? "direct, rows of flat pixels" : "direct, rows of pixels";
  }

  @Override
  public String depthwise(ConvolutionKernel.Depthwise kernel) {
    return switch (kernel.form()) {
      case WINDOW -> "depthwise, window written out";
      case ROWS -> "depthwise, rows in a loop";
      case TAPS -> "depthwise, taps in loops";
    };
  }

  @Override
  public String winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    return "tiles of winograd " + kernel.grid();
  }

  @Override
  public String winograd(ConvolutionKernel.Winograd kernel) {
    return "winograd " + kernel.grid() + ", " + kernel.form().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return "fused winograd " + kernel.grid();
  }

  @Override
  public String fused(JavaKernel.Fused kernel) {
    ConvolutionKernel.Stage head = kernel.stages().get(0);
    if (head instanceof ConvolutionKernel.Depthwise) {
      return "chain, depthwise head";
    }
    return head.conv().window().isPointwise() ? "chain, 1x1 head" : "chain, window head";
  }

  @Override
  public String pooling(JavaKernel.Pooling kernel) {
    boolean max = kernel.pool().kind() == Op.Pool.Kind.MAX;
    boolean inside = kernel.pool().divisor() == Op.Pool.Divisor.INSIDE;
    String what = max ? "max" : inside ? "average inside" : "average";
    return what + " pooling, " + kernel.summary();
  }

  @Override
  public String activate(JavaKernel.Activate kernel) {
    return kernel.act().kind() == Activation.Kind.LEAKY ? "leaky ReLU" : kernel.act().toString();
  }

  @Override
  public String read(JavaKernel.Read kernel) {
    return "input";
  }

  @Override
  public String write(JavaKernel.Write kernel) {
    return "output";
  }

  @Override
  public String zeroBorder(JavaKernel.ZeroBorder kernel) {
    return "border";
  }

  @Override
  public String mean(JavaKernel.Mean kernel) {
    return "mean";
  }

  @Override
  public String affine(JavaKernel.Affine kernel) {
    return "gain and shift";
  }

  @Override
  public String sum(JavaKernel.Sum kernel) {
    return "sum";
  }

  @Override
  public String lrn(JavaKernel.Lrn kernel) {
    return "local response normalization";
  }

  @Override
  public String gather(JavaKernel.Gather kernel) {
    return "copies";
  }

  @Override
  public String softmax(JavaKernel.Softmax kernel) {
    return "softmax";
  }
}
