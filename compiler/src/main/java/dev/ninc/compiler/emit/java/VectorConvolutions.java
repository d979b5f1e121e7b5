package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;

/** The methods of the convolutions, whose tiles are cut for a number of registers. */
final class VectorConvolutions extends StepEmitter {

  VectorConvolutions(Step step, JavaNames names, Pieces pieces) {
    super(step, names, pieces);
  }

  @Override
  public List<MethodSpec> direct(ConvolutionKernel.Direct kernel) {
    return convolution(kernel, Comments.walk(kernel.conv()));
  }

  @Override
  public List<MethodSpec> pixelRows(ConvolutionKernel.PixelRows kernel) {
    throw new CompilerBug("no vector kernel has pixels as its lanes");
  }

  @Override
  public List<MethodSpec> depthwise(ConvolutionKernel.Depthwise kernel) {
    return convolution(kernel, Comments.pixels(kernel.conv()));
  }

  private List<MethodSpec> convolution(ConvolutionKernel.Stage kernel, String walk) {
    var convolution = text(kernel, name, pieces.division());
    String what = kernel.conv().layer() + ". " + walk;
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(what, convolution.step(in().start(), out().start())));
    methods.addAll(convolution.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> winograd(ConvolutionKernel.Winograd kernel) {
    var winograd = new VectorWinograd(kernel, name, pieces);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        stepMethod(
            Comments.winograd(kernel.conv(), kernel.grid()), winograd.wholeStep(in().start())));
    methods.addAll(winograd.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> fused(JavaKernel.Fused kernel) {
    return fused(kernel, stage -> "a", (stage, name) -> text(stage, name, Division.WHOLE));
  }

  static ConvolutionText text(ConvolutionKernel.Stage kernel, String name, Division division) {
    return kernel instanceof ConvolutionKernel.Depthwise depthwise
        ? new VectorDepthwise(depthwise, name, division)
        : new VectorConvolution((ConvolutionKernel.Direct) kernel, name, division);
  }

  @Override
  public List<MethodSpec> pooling(JavaKernel.Pooling kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> mean(JavaKernel.Mean kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> activate(JavaKernel.Activate kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> affine(JavaKernel.Affine kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> sum(JavaKernel.Sum kernel) {
    return List.of();
  }
}
