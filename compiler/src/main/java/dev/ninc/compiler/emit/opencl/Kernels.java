package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.OpenClKernel;

/** The text of each kind of kernel. */
final class Kernels implements OpenClKernel.Cases<KernelText> {

  private final Site site;

  private Kernels(Site site) {
    this.site = site;
  }

  static KernelText of(Site site) {
    return site.kernel().match(new Kernels(site));
  }

  @Override
  public KernelText read(OpenClKernel.Read kernel) {
    return MovingText.read(site, kernel);
  }

  @Override
  public KernelText write(OpenClKernel.Write kernel) {
    return MovingText.write(site, kernel);
  }

  @Override
  public KernelText itemConvolution(ConvolutionKernel.ItemConvolution kernel) {
    return new ItemConvolutionText(site, kernel).kernel();
  }

  @Override
  public KernelText groupConvolution(ConvolutionKernel.GroupConvolution kernel) {
    return new GroupConvolutionText(site, kernel).kernel();
  }

  @Override
  public KernelText winogradPatches(ConvolutionKernel.WinogradPatches kernel) {
    return new WinogradText(site, kernel.conv(), kernel.grid()).patches(kernel);
  }

  @Override
  public KernelText itemWinograd(ConvolutionKernel.ItemWinograd kernel) {
    return new WinogradText(site, kernel.conv(), kernel.grid()).item(kernel);
  }

  @Override
  public KernelText winogradProducts(ConvolutionKernel.WinogradProducts kernel) {
    return new WinogradText(site, kernel.conv(), kernel.grid()).products(kernel);
  }

  @Override
  public KernelText winogradOutputs(ConvolutionKernel.WinogradOutputs kernel) {
    return new WinogradText(site, kernel.conv(), kernel.grid()).outputs(kernel);
  }

  @Override
  public KernelText depthwise(ConvolutionKernel.Depthwise kernel) {
    return new DepthwiseText(site, kernel).kernel();
  }

  @Override
  public KernelText pooling(OpenClKernel.Pooling kernel) {
    return new PoolingText(site, kernel).kernel();
  }

  @Override
  public KernelText mean(OpenClKernel.Mean kernel) {
    return NumbersText.mean(site, kernel);
  }

  @Override
  public KernelText activate(OpenClKernel.Activate kernel) {
    return NumbersText.activate(site, kernel);
  }

  @Override
  public KernelText affine(OpenClKernel.Affine kernel) {
    return NumbersText.affine(site, kernel);
  }

  @Override
  public KernelText sum(OpenClKernel.Sum kernel) {
    return NumbersText.sum(site, kernel);
  }

  @Override
  public KernelText lrn(OpenClKernel.Lrn kernel) {
    return AcrossText.lrn(site, kernel);
  }

  @Override
  public KernelText gather(OpenClKernel.Gather kernel) {
    return MovingText.gather(site);
  }

  @Override
  public KernelText softmax(OpenClKernel.Softmax kernel) {
    return kernel.items() == 1
        ? AcrossText.softmax(site)
        : new GroupSoftmaxText(site, kernel).kernel();
  }

  @Override
  public KernelText chain(ConvolutionKernel.Chain kernel) {
    return new ChainText(site, kernel).kernel();
  }

  @Override
  public KernelText groupEnding(ConvolutionKernel.GroupEnding kernel) {
    return EndingText.group(site, kernel);
  }

  @Override
  public KernelText itemEnding(ConvolutionKernel.ItemEnding kernel) {
    return EndingText.item(site, kernel);
  }
}
