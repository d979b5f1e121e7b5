package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.plan.Region;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The methods of one step, for one backend; kernels that all backends share give none. */
abstract class StepEmitter implements JavaKernel.Cases<List<MethodSpec>> {

  final Step step;
  final JavaNames names;
  final String name;
  final Pieces pieces;

  StepEmitter(Step step, JavaNames names, Pieces pieces) {
    this.step = step;
    this.names = names;
    this.name = names.method(step.id());
    this.pieces = pieces;
  }

  /** The methods, the step's own first. */
  final List<MethodSpec> methods() {
    return ((JavaKernel) step.kernel()).match(this);
  }

  final Region in() {
    return step.in().get(0);
  }

  final Region out() {
    return step.out().orElseThrow();
  }

  final List<MethodSpec> one(String what, CodeBlock body) {
    return List.of(stepMethod(what, body));
  }

  final MethodSpec stepMethod(String what, CodeBlock body) {
    return Methods.step(name, pieces, Comments.step(step.origin(), what), body);
  }

  /** {@code ReLU, 96x16x16}: for kernels that change no shape. */
  final String each(Activation act) {
    return (act.toString().isEmpty() ? "" : act + ", ") + out().layout().maps();
  }

  /** The rows of the result that the step's method does. */
  final Range rows() {
    return pieces.rows(out().layout().maps().height());
  }

  final String maps() {
    return Comments.maps(in().layout().maps(), out().layout().maps());
  }

  /**
   * The methods of a fused chain.
   *
   * @param arguments what a stage gets before its offsets
   * @param text the text of a stage with the names of its own
   */
  final List<MethodSpec> fused(
      JavaKernel.Fused kernel,
      Function<ConvolutionKernel.Stage, String> arguments,
      BiFunction<ConvolutionKernel.Stage, String, ConvolutionText> text) {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(chain(kernel), overBands(kernel, arguments)));
    for (ConvolutionKernel.Stage stage : kernel.stages()) {
      var convolution = text.apply(stage, names.method(stage.conv().value().name()));
      methods.add(convolution.band(Lines.comment(stage.conv().layer()) + "."));
      methods.addAll(convolution.parts());
    }
    return methods;
  }

  /** The loop over bands of a fused chain: each stage reads what the one before it wrote. */
  private CodeBlock overBands(
      JavaKernel.Fused kernel, Function<ConvolutionKernel.Stage, String> arguments) {
    int last = kernel.stages().size() - 1;
    boolean divides = kernel.rows() % kernel.band() == 0;
    String rows = divides ? "" + kernel.band() : "rows";
    List<String> calls = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      var stage = kernel.stages().get(i);
      var conv = stage.conv();
      String x =
          i == 0
              ? Lines.sum(in().start(), Lines.times("row", conv.inRow()))
              : between(kernel, i - 1);
      String y =
          i == last
              ? Lines.sum(out().start(), Lines.times("row", conv.out().rowStride()))
              : between(kernel, i);
      String method = names.method(conv.value().name());
      calls.add(
          method + "Band(" + arguments.apply(stage) + ", " + x + ", " + y + ", " + rows + ");");
    }
    return Template.code(
        """
        float[] a = w.arena();
        int band = w.band();
        for (int row = ${first}; row < ${end}; row += ${band}) {
          ${size}
          ${stages}
        }
        """,
        "first",
        pieces.isDivided() ? Lines.times("from", kernel.band()) : "0",
        "end",
        pieces.isDivided() ? end(kernel, divides) : kernel.rows(),
        "band",
        kernel.band(),
        "size",
        divides ? "" : "int rows = Math.min(" + kernel.band() + ", " + kernel.rows() + " - row);",
        "stages",
        String.join("\n", calls));
  }

  private static String between(JavaKernel.Fused kernel, int stage) {
    return Lines.sum("band", kernel.between().get(stage).start());
  }

  private static String end(JavaKernel.Fused kernel, boolean divides) {
    String end = Lines.times("to", kernel.band());
    return divides ? end : "Math.min(" + end + ", " + kernel.rows() + ")";
  }

  /** What a fused chain does, in words. */
  private static String chain(JavaKernel.Fused kernel) {
    Optional<String> names =
        IntStream.range(0, kernel.stages().size())
            .mapToObj(i -> kernel.stages().get(i).conv().value().name())
            .reduce((a, b) -> a + ", " + b);
    return names.orElseThrow() + " in one loop over bands of rows";
  }

  // These are the same for all backends: see SharedSteps.

  @Override
  public final List<MethodSpec> read(JavaKernel.Read kernel) {
    return List.of();
  }

  @Override
  public final List<MethodSpec> write(JavaKernel.Write kernel) {
    return List.of();
  }

  @Override
  public final List<MethodSpec> zeroBorder(JavaKernel.ZeroBorder kernel) {
    return List.of();
  }

  @Override
  public final List<MethodSpec> lrn(JavaKernel.Lrn kernel) {
    return List.of();
  }

  @Override
  public final List<MethodSpec> gather(JavaKernel.Gather kernel) {
    return List.of();
  }

  @Override
  public final List<MethodSpec> softmax(JavaKernel.Softmax kernel) {
    return List.of();
  }
}
