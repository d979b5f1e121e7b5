package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Kernel;
import dev.ninc.compiler.plan.Region;
import java.util.List;

/** The kernels of the Java targets. */
public sealed interface JavaKernel extends Kernel
    permits ConvolutionKernel,
        JavaKernel.Read,
        JavaKernel.Write,
        JavaKernel.ZeroBorder,
        JavaKernel.Fused,
        JavaKernel.Pooling,
        JavaKernel.Mean,
        JavaKernel.Activate,
        JavaKernel.Affine,
        JavaKernel.Sum,
        JavaKernel.Lrn,
        JavaKernel.Gather,
        JavaKernel.Softmax {

  @Override
  default String summary() {
    return "";
  }

  /** Brings the caller's image into the arena. */
  record Read() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /** Brings a result to the caller: output number {@code output}. */
  record Write(int output) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /** Zeroes the border of a buffer whose place was used by another one before. */
  record ZeroBorder(Frame frame) implements JavaKernel {

    /**
     * A buffer with its border.
     *
     * @param start the first float in the arena
     * @param rows of maps and border
     * @param rowLength floats in such a row
     * @param top rows of border
     * @param left floats of border
     * @param bottom rows of border
     * @param right floats of border
     */
    public record Frame(
        int start, int rows, int rowLength, int top, int left, int bottom, int right) {}

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.zeroBorder(this);
    }
  }

  /**
   * A chain of convolutions as one loop over bands of rows, with what stands between the stages in
   * a few rows that stay in the cache.
   *
   * @param stages each reads what the one before it wrote
   * @param between where the results of all stages but the last lie, one band of each: in a place
   *     that each thread has for itself, behind the arena that all share
   * @param band rows that all stages take at once
   */
  record Fused(List<ConvolutionKernel.Stage> stages, List<Region> between, int band)
      implements JavaKernel {

    public Fused {
      stages = List.copyOf(stages);
      between = List.copyOf(between);
    }

    /** How many bands there are. */
    public int bands() {
      return (rows() + band - 1) / band;
    }

    /** Floats of what lies between the stages. */
    public int floats() {
      return between.stream().mapToInt(r -> r.buffer().end()).max().orElse(0);
    }

    /** Rows of the chain's result. */
    public int rows() {
      return stages.get(0).conv().out().maps().height();
    }

    @Override
    public String summary() {
      return "one loop, bands of " + band + (band == 1 ? " row" : " rows");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fused(this);
    }
  }

  /**
   * Max or average pooling.
   *
   * @param unrolled whether whole windows are written out, and only clipped ones run in loops
   */
  record Pooling(Op.Pool pool, boolean unrolled) implements JavaKernel {
    @Override
    public String summary() {
      return unrolled ? "unrolled" : "loops";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pooling(this);
    }
  }

  /** The mean of each channel. */
  record Mean() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mean(this);
    }
  }

  /** A function of each number. */
  record Activate(Activation act) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /** Each channel times its gain plus its shift; the two are loaded for {@code value}. */
  record Affine(Value value) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.affine(this);
    }
  }

  /** The sum of several maps. */
  record Sum(Activation act) implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sum(this);
    }
  }

  /** Local response normalization across channels. */
  record Lrn(Op.Lrn lrn) implements JavaKernel {

    /** The window's size over so many channels: what lies beyond all of them is left out. */
    public int window(int channels) {
      return Math.min(lrn.size(), 2 * channels - 1);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /**
   * Copies maps behind each other, channel by channel, where they could not be written in place.
   */
  record Gather() implements JavaKernel {
    @Override
    public String summary() {
      return "copied";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.gather(this);
    }
  }

  /** Softmax over the channels of each pixel. */
  record Softmax() implements JavaKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /** One answer for each kernel. */
  interface Cases<R> {
    R read(Read kernel);

    R write(Write kernel);

    R zeroBorder(ZeroBorder kernel);

    R direct(ConvolutionKernel.Direct kernel);

    R pixelRows(ConvolutionKernel.PixelRows kernel);

    R depthwise(ConvolutionKernel.Depthwise kernel);

    R winogradTiles(ConvolutionKernel.WinogradTiles kernel);

    R winograd(ConvolutionKernel.Winograd kernel);

    R fusedWinograd(ConvolutionKernel.FusedWinograd kernel);

    R fused(Fused kernel);

    R pooling(Pooling kernel);

    R mean(Mean kernel);

    R activate(Activate kernel);

    R affine(Affine kernel);

    R sum(Sum kernel);

    R lrn(Lrn kernel);

    R gather(Gather kernel);

    R softmax(Softmax kernel);
  }

  <R> R match(Cases<R> cases);
}
