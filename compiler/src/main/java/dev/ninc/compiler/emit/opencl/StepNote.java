package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.ChainStage;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.stream.Collectors;

/** A step in a few words, for the layer table and above its kernel. */
final class StepNote implements OpenClKernel.Cases<String> {

  private final Step step;

  private StepNote(Step step) {
    this.step = step;
  }

  /** {@code 5x5, 3 → 192, ReLU}. */
  static String of(Step step) {
    return Lines.comment(((OpenClKernel) step.kernel()).match(new StepNote(step)));
  }

  @Override
  public String read(OpenClKernel.Read kernel) {
    return "input";
  }

  @Override
  public String write(OpenClKernel.Write kernel) {
    return "to the caller";
  }

  @Override
  public String itemConvolution(ConvolutionKernel.ItemConvolution kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String groupConvolution(ConvolutionKernel.GroupConvolution kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String winogradPatches(ConvolutionKernel.WinogradPatches kernel) {
    return "patches for " + kernel.grid() + ", " + Lines.count(kernel.grid().tiles(), "tile");
  }

  @Override
  public String itemWinograd(ConvolutionKernel.ItemWinograd kernel) {
    return kernel.conv().layer() + ", " + kernel.grid();
  }

  @Override
  public String winogradProducts(ConvolutionKernel.WinogradProducts kernel) {
    return "products for " + kernel.grid();
  }

  @Override
  public String winogradOutputs(ConvolutionKernel.WinogradOutputs kernel) {
    return kernel.conv().layer() + ", " + kernel.grid();
  }

  @Override
  public String depthwise(ConvolutionKernel.Depthwise kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String pooling(OpenClKernel.Pooling kernel) {
    return LayerText.words(kernel.pool());
  }

  @Override
  public String mean(OpenClKernel.Mean kernel) {
    return "global average";
  }

  @Override
  public String activate(OpenClKernel.Activate kernel) {
    return kernel.act().toString().isEmpty() ? "copy" : kernel.act().toString();
  }

  @Override
  public String affine(OpenClKernel.Affine kernel) {
    return "gain and shift";
  }

  @Override
  public String sum(OpenClKernel.Sum kernel) {
    return LayerText.sum(step.in().size(), kernel.act());
  }

  @Override
  public String lrn(OpenClKernel.Lrn kernel) {
    return LayerText.words(kernel.lrn());
  }

  @Override
  public String gather(OpenClKernel.Gather kernel) {
    return LayerText.concat(step.in().size());
  }

  @Override
  public String softmax(OpenClKernel.Softmax kernel) {
    return "softmax";
  }

  @Override
  public String chain(ConvolutionKernel.Chain kernel) {
    return kernel.stages().stream()
        .map(stage -> stage.conv().layer())
        .collect(Collectors.joining("; "));
  }

  @Override
  public String groupEnding(ConvolutionKernel.GroupEnding kernel) {
    return ending(kernel.stage(), kernel.softmax());
  }

  @Override
  public String itemEnding(ConvolutionKernel.ItemEnding kernel) {
    return ending(kernel.stage(), kernel.softmax());
  }

  private static String ending(ChainStage stage, boolean softmax) {
    return stage.conv().layer() + "; global average" + (softmax ? "; softmax" : "");
  }
}
