package dev.ninc.compiler.emit.java;

import static dev.ninc.compiler.emit.model.Lines.times;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.LayerText;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.VectorBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The methods of the steps that look the same however many registers there are. */
final class VectorSteps extends StepEmitter {

  VectorSteps(Step step, JavaNames names, Pieces pieces) {
    super(step, names, pieces);
  }

  @Override
  public List<MethodSpec> direct(ConvolutionKernel.Direct kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> pixelRows(ConvolutionKernel.PixelRows kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> depthwise(ConvolutionKernel.Depthwise kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    var transforms =
        new VectorWinogradTransforms(
            kernel.conv(), kernel.grid(), names.field(kernel.conv().value()));
    Pixels v = (Pixels) out().layout();
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        stepMethod(
            "the patches of "
                + new WinogradText(kernel.conv(), kernel.grid()).tiles()
                + ", transformed for "
                + kernel.grid(),
            Template.code(
                """
                ${memory}
                float[] a = w.arena();
                float[] s = w.scratch();
                for (int tile = ${from}; tile < ${to}; tile++) {
                  ${patches}
                }
                """,
                "memory",
                new WinogradMemory(kernel.conv(), kernel.grid()).tiles("a", out().start(), v),
                "from",
                pieces.from(),
                "to",
                pieces.to(kernel.grid().tiles()),
                "patches",
                transforms.patches(
                    in().start(), Lines.sum(out().start(), times("tile", v.pixelStride())), "a"))));
    methods.addAll(transforms.input(v.rowStride()));
    return methods;
  }

  @Override
  public List<MethodSpec> winograd(ConvolutionKernel.Winograd kernel) {
    var transforms = new VectorWinogradTransforms(kernel.conv(), kernel.grid(), name);
    List<MethodSpec> methods = new ArrayList<>();
    if (kernel.form() == ConvolutionKernel.Winograd.Form.BLOCKS) {
      methods.addAll(transforms.input(new VectorBlock(kernel).transformed().rowStride()));
    }
    methods.add(transforms.outputs(out().start()));
    methods.add(transforms.products(new VectorBlock(kernel).productStride()));
    methods.addAll(transforms.output());
    return methods;
  }

  @Override
  public List<MethodSpec> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    var winograd = new VectorFusedWinograd(kernel, name, pieces);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        stepMethod(
            Comments.winograd(kernel.conv(), kernel.grid()),
            winograd.wholeStep(in().start(), out().start())));
    methods.addAll(winograd.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> fused(JavaKernel.Fused kernel) {
    return List.of();
  }

  @Override
  public List<MethodSpec> pooling(JavaKernel.Pooling kernel) {
    var pooling = new VectorPooling(name, kernel, in(), out());
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(stepMethod(LayerText.words(kernel.pool()) + ", " + maps(), pooling.step(rows())));
    methods.addAll(pooling.parts());
    return methods;
  }

  @Override
  public List<MethodSpec> mean(JavaKernel.Mean kernel) {
    int pixels = in().layout().maps().pixels();
    CodeBlock all =
        Template.code(
            "${name}Channels(w.arena(), ${channels});", "name", name, "channels", channels());
    return List.of(
        stepMethod("mean of " + Lines.count(pixels, "pixel"), all),
        Methods.shared(
            name + "Channels(float[] a, int channels)", "The mean of each channel.", means()));
  }

  private CodeBlock means() {
    return Template.code(
        """
            for (int c = 0; c < channels; c += L) {
              FloatVector sum = FloatVector.zero(S);
              for (int row = 0; row < ${rows}; row++) {
                for (int column = 0; column < ${columns}; column++) {
                  sum = sum.add(FloatVector.fromArray(S, a, ${x} + c));
                }
              }
              sum.mul(1f / ${pixels}).intoArray(a, ${y});
            }
            """,
        "rows",
        in().layout().maps().height(),
        "columns",
        in().layout().maps().width(),
        "x",
        PixelLoops.at(in()),
        "pixels",
        in().layout().maps().pixels(),
        "y",
        Lines.sum(out().start(), "c"));
  }

  @Override
  public List<MethodSpec> activate(JavaKernel.Activate kernel) {
    if (!kernel.act().isCheap()) {
      return List.of();
    }
    String body =
        "FloatVector v = FloatVector.fromArray(S, a, x + c);\n"
            + VectorActivation.of(kernel.act(), "v")
            + ".intoArray(a, y + c);";
    return List.of(
        pixels(each(kernel.act())),
        Methods.shared(signature(), "One pixel.", overChannels(kernel.act(), body)));
  }

  @Override
  public List<MethodSpec> affine(JavaKernel.Affine kernel) {
    String field = names.field(kernel.value());
    String body =
        Template.fill(
            """
            FloatVector v = FloatVector.fromArray(S, a, x + c);
            FloatVector gain = FloatVector.fromArray(S, ${field}Gain, c);
            v.fma(gain, FloatVector.fromArray(S, ${field}Shift, c)).intoArray(a, y + c);
            """,
            "field",
            field);
    return List.of(
        pixels("gain and shift, " + out().layout().maps()),
        Methods.inherited(signature(), "One pixel.", overChannels(Activation.LINEAR, body)));
  }

  @Override
  public List<MethodSpec> sum(JavaKernel.Sum kernel) {
    String first = "FloatVector v = FloatVector.fromArray(S, a, x0 + c);\n";
    String others =
        IntStream.range(1, step.in().size())
            .mapToObj(i -> "v = v.add(FloatVector.fromArray(S, a, x" + i + " + c));\n")
            .collect(Collectors.joining());
    String store = VectorActivation.of(kernel.act(), "v") + ".intoArray(a, y + c);";
    return List.of(
        pixels("sum of " + step.in().size() + ", " + each(kernel.act())),
        Methods.shared(
            signature(), "One pixel.", overChannels(kernel.act(), first + others + store)));
  }

  /** The step's method where the work is done pixel by pixel. */
  private MethodSpec pixels(String what) {
    String call = name + "Pixel(a, " + inputs("") + "y, " + channels() + ");";
    return stepMethod(
        what,
        Template.code(
            """
            float[] a = w.arena();
            ${pixels}
            """,
            "pixels",
            PixelLoops.text(step.in(), out(), rows(), call)));
  }

  private String signature() {
    return name + "Pixel(float[] a, " + inputs("int ") + "int y, int channels)";
  }

  /** {@code x, }, or {@code x0, x1, } where there are several inputs. */
  private String inputs(String type) {
    return IntStream.range(0, step.in().size())
        .mapToObj(i -> type + "x" + (step.in().size() == 1 ? "" : i) + ", ")
        .collect(Collectors.joining());
  }

  private static CodeBlock overChannels(Activation act, String body) {
    return Template.code(
        """
        ${constants}
        for (int c = 0; c < channels; c += L) {
          ${body}
        }
        """,
        "constants",
        VectorActivation.constants(act),
        "body",
        body);
  }

  private int channels() {
    return Conv2d.padded(out().layout().maps().channels());
  }
}
