package dev.ninc.compiler.plan.opencl;

import java.util.Optional;

/** The vectors that a kernel writes; empty for one that writes its exact channels. */
final class VectorsOf implements OpenClKernel.Cases<Optional<Vectors>> {

  @Override
  public Optional<Vectors> read(OpenClKernel.Read kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> write(OpenClKernel.Write kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> itemConvolution(ConvolutionKernel.ItemConvolution kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> groupConvolution(ConvolutionKernel.GroupConvolution kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> winogradPatches(ConvolutionKernel.WinogradPatches kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> itemWinograd(ConvolutionKernel.ItemWinograd kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> winogradProducts(ConvolutionKernel.WinogradProducts kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> winogradOutputs(ConvolutionKernel.WinogradOutputs kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> depthwise(ConvolutionKernel.Depthwise kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> pooling(OpenClKernel.Pooling kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> mean(OpenClKernel.Mean kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> activate(OpenClKernel.Activate kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> affine(OpenClKernel.Affine kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> sum(OpenClKernel.Sum kernel) {
    return Optional.of(kernel.vectors());
  }

  @Override
  public Optional<Vectors> lrn(OpenClKernel.Lrn kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> gather(OpenClKernel.Gather kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> softmax(OpenClKernel.Softmax kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> chain(ConvolutionKernel.Chain kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> groupEnding(ConvolutionKernel.GroupEnding kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Vectors> itemEnding(ConvolutionKernel.ItemEnding kernel) {
    return Optional.empty();
  }
}
