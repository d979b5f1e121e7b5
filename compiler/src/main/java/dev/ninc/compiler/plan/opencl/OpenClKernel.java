package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Kernel;
import java.util.Optional;

/**
 * The kernels of the OpenCL targets. Where their maps lie is said by the step's regions: {@code
 * start} floats from the start of an image's arena, channels last, rows without gaps. Where weights
 * lie is said here, in floats from the start of the buffer of weights.
 *
 * <p>A kernel writes no channel but those of its own maps, with one exception: where the last
 * vector of a pixel reaches into padding lanes ({@link Vectors}), it may write them. A convolution
 * may also write the padding lanes behind its outputs, unless its channels are in groups, whose
 * outputs are neighbours.
 *
 * <p>Kernels that go through vectors are the same for both targets: a work-group takes {@code tile}
 * units, and a work-item every {@code local}th of them.
 */
public sealed interface OpenClKernel extends Kernel
    permits ConvolutionKernel,
        OpenClKernel.Read,
        OpenClKernel.Write,
        OpenClKernel.Pooling,
        OpenClKernel.Mean,
        OpenClKernel.Activate,
        OpenClKernel.Affine,
        OpenClKernel.Sum,
        OpenClKernel.Lrn,
        OpenClKernel.Gather,
        OpenClKernel.Softmax {

  /** How it is enqueued. */
  Launch launch();

  @Override
  default String summary() {
    return "";
  }

  /** How a convolution multiplies whose products this step makes; empty for all other steps. */
  default Optional<OpenClAlgorithm> algorithm() {
    return Optional.empty();
  }

  /**
   * Brings the caller's image [channel][row][column] into the arena. A unit is a vector of a pixel:
   * unit u is vector {@code u % vectors.count} of pixel {@code u / vectors.count}. What the caller
   * gave ends with the last channel.
   */
  record Read(Launch launch, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /**
   * Brings a result to the caller: output number {@code output}. A unit is a number, in the
   * caller's order [channel][row][column].
   *
   * @param at its first float in an image's results
   */
  record Write(Launch launch, int output, int at) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /** Max or average pooling. A unit is a vector of an output pixel. */
  record Pooling(Launch launch, Op.Pool pool, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pooling(this);
    }
  }

  /** The mean of each channel. A unit is a vector of the channels. */
  record Mean(Launch launch, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mean(this);
    }
  }

  /** A function of each number. A unit is a vector of a pixel. */
  record Activate(Launch launch, Activation act, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /**
   * Each channel times its gain plus its shift. A unit is a vector of a pixel.
   *
   * @param gain where the gains lie, padded to whole vectors
   * @param shift where the shifts lie, padded to whole vectors
   */
  record Affine(Launch launch, int gain, int shift, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.affine(this);
    }
  }

  /** The sum of several maps, added from the left. A unit is a vector of a pixel. */
  record Sum(Launch launch, Activation act, Vectors vectors) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sum(this);
    }
  }

  /**
   * Local response normalization across channels. A unit is a number, in the order
   * [pixel][channel].
   */
  record Lrn(Launch launch, Op.Lrn lrn) implements OpenClKernel {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /**
   * Copies maps behind each other, channel by channel, where they could not be written in place. A
   * unit is a number of the result, in the order [pixel][channel].
   */
  record Gather(Launch launch) implements OpenClKernel {
    @Override
    public String summary() {
      return "copied";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.gather(this);
    }
  }

  /**
   * Softmax over the channels of each pixel. A unit is a pixel.
   *
   * @param items work-items that share a pixel: 1, or all of the work-group, which then takes one
   *     pixel and has one float of local memory for each item
   */
  record Softmax(Launch launch, int items) implements OpenClKernel {
    @Override
    public String summary() {
      return items == 1 ? "" : items + " items a pixel";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.softmax(this);
    }
  }

  /** One answer for each kernel. */
  interface Cases<R> {
    R read(Read kernel);

    R write(Write kernel);

    R itemConvolution(ConvolutionKernel.ItemConvolution kernel);

    R groupConvolution(ConvolutionKernel.GroupConvolution kernel);

    R winogradPatches(ConvolutionKernel.WinogradPatches kernel);

    R itemWinograd(ConvolutionKernel.ItemWinograd kernel);

    R winogradProducts(ConvolutionKernel.WinogradProducts kernel);

    R winogradOutputs(ConvolutionKernel.WinogradOutputs kernel);

    R depthwise(ConvolutionKernel.Depthwise kernel);

    R pooling(Pooling kernel);

    R mean(Mean kernel);

    R activate(Activate kernel);

    R affine(Affine kernel);

    R sum(Sum kernel);

    R lrn(Lrn kernel);

    R gather(Gather kernel);

    R softmax(Softmax kernel);

    R chain(ConvolutionKernel.Chain kernel);

    R groupEnding(ConvolutionKernel.GroupEnding kernel);

    R itemEnding(ConvolutionKernel.ItemEnding kernel);
  }

  <R> R match(Cases<R> cases);
}
