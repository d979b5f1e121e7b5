package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.stream.Collectors;

/** A step in a few words, for the list of steps and the layer table. */
final class StepNote implements JavaKernel.Cases<String> {

  private final Step step;

  StepNote(Step step) {
    this.step = step;
  }

  String text() {
    return Lines.comment(((JavaKernel) step.kernel()).match(this));
  }

  @Override
  public String read(JavaKernel.Read kernel) {
    return "input";
  }

  @Override
  public String write(JavaKernel.Write kernel) {
    return "to the caller";
  }

  @Override
  public String zeroBorder(JavaKernel.ZeroBorder kernel) {
    return "zeros around the maps";
  }

  @Override
  public String direct(ConvolutionKernel.Direct kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String pixelRows(ConvolutionKernel.PixelRows kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String depthwise(ConvolutionKernel.Depthwise kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    return "tiles of " + kernel.grid();
  }

  @Override
  public String winograd(ConvolutionKernel.Winograd kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return kernel.conv().layer();
  }

  @Override
  public String fused(JavaKernel.Fused kernel) {
    return kernel.stages().stream()
        .map(stage -> stage.conv().value().name())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String pooling(JavaKernel.Pooling kernel) {
    return LayerText.words(kernel.pool());
  }

  @Override
  public String mean(JavaKernel.Mean kernel) {
    return "global average";
  }

  @Override
  public String activate(JavaKernel.Activate kernel) {
    return kernel.act().toString().isEmpty() ? "copy" : kernel.act().toString();
  }

  @Override
  public String affine(JavaKernel.Affine kernel) {
    return "gain and shift";
  }

  @Override
  public String sum(JavaKernel.Sum kernel) {
    return LayerText.sum(step.in().size(), kernel.act());
  }

  @Override
  public String lrn(JavaKernel.Lrn kernel) {
    return LayerText.words(kernel.lrn());
  }

  @Override
  public String gather(JavaKernel.Gather kernel) {
    return LayerText.concat(step.in().size());
  }

  @Override
  public String softmax(JavaKernel.Softmax kernel) {
    return "softmax";
  }
}
