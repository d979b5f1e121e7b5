package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.List;

/** The methods of the convolutions, whose tiles are cut for a number of registers. */
final class VectorConvolutions extends StepEmitter {

  VectorConvolutions(Step step, JavaNames names) {
    super(step, names);
  }

  @Override
  public List<MethodSpec> direct(JavaKernel.Direct kernel) {
    var convolution = new VectorConvolution(kernel, name);
    String what = kernel.conv().layer() + ". " + Comments.walk(kernel.conv());
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(what, convolution.wholeStep(in().start(), out().start())));
    methods.addAll(convolution.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> fused(JavaKernel.Fused kernel) {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(chain(kernel), overBands(kernel, "")));
    for (JavaKernel.Direct stage : kernel.stages()) {
      var convolution = new VectorConvolution(stage, names.method(stage.conv().value().name()));
      methods.add(convolution.band(Lines.comment(stage.conv().layer()) + "."));
      methods.addAll(convolution.parts());
    }
    return methods;
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
