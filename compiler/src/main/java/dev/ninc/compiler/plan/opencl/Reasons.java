package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a step has the kernel that it has, in words; nothing where there was no other. */
final class Reasons implements OpenClKernel.Cases<Optional<Choice>> {

  private final Step step;

  private Reasons(Step step) {
    this.step = step;
  }

  static Optional<Choice> of(Step step) {
    return ((OpenClKernel) step.kernel()).match(new Reasons(step));
  }

  /** Of a concatenation that needs no step. */
  static Choice inPlace(String concat) {
    return new Choice(
        concat,
        "nothing to do: each branch has a multiple of 16 channels and is written where it belongs",
        List.of("a copy, as for branches of other widths"));
  }

  @Override
  public Optional<Choice> itemConvolution(ConvolutionKernel.ItemConvolution kernel) {
    return choice(
        format(
            "each work-item keeps %d px x %d outputs in vector registers: an image's %,d px are"
                + " %,d tiles",
            kernel.tile(),
            kernel.vectors() * DeviceConv.PANEL / 2,
            kernel.launch().units(),
            tiles(kernel.launch())),
        "tiles that a work-group shares: on a CPU local memory is plain memory, and barriers cost");
  }

  @Override
  public Optional<Choice> groupConvolution(ConvolutionKernel.GroupConvolution kernel) {
    GroupTile tile = kernel.tile();
    Launch launch = kernel.launch();
    return choice(
        format(
            "%d work-items share a tile of %d px x %d outputs, %,d bytes of local memory: %,d px and"
                + " %s are %,d x %,d tiles",
            tile.items(),
            tile.pixels(),
            tile.outputs(),
            tile.localBytes(),
            launch.units(),
            outputs(kernel.conv()),
            tiles(launch),
            launch.panels()),
        tile.loads().inSteps()
            ? "all terms as one row: the channels are whole steps of " + tile.terms()
            : format(
                "a tap at a time: %d channels are no whole steps of 8", kernel.conv().inputs()));
  }

  private static String outputs(DeviceConv conv) {
    return conv.groups() == 1
        ? conv.outputs() + " outputs"
        : conv.groups() + " groups of " + conv.outputs() + " outputs";
  }

  private static int tiles(Launch launch) {
    return Align.parts(launch.units(), launch.tile());
  }

  @Override
  public Optional<Choice> winogradPatches(ConvolutionKernel.WinogradPatches kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> itemWinograd(ConvolutionKernel.ItemWinograd kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> winogradProducts(ConvolutionKernel.WinogradProducts kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> winogradOutputs(ConvolutionKernel.WinogradOutputs kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> depthwise(ConvolutionKernel.Depthwise kernel) {
    return choice(
        "lanes are channels: each output channel reads one input channel",
        "panels of outputs, as for other convolutions: their sums run over input channels");
  }

  @Override
  public Optional<Choice> gather(OpenClKernel.Gather kernel) {
    return choice(
        "a copy: a branch has no multiple of 16 channels, or its maps are needed elsewhere too",
        "branches that are written where they belong");
  }

  @Override
  public Optional<Choice> softmax(OpenClKernel.Softmax kernel) {
    return kernel.items() == 1
        ? Optional.empty()
        : choice(
            kernel.items() + " work-items share the channels of a pixel: there are many",
            "a work-item for each pixel");
  }

  @Override
  public Optional<Choice> read(OpenClKernel.Read kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> write(OpenClKernel.Write kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> pooling(OpenClKernel.Pooling kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> mean(OpenClKernel.Mean kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> activate(OpenClKernel.Activate kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> affine(OpenClKernel.Affine kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> sum(OpenClKernel.Sum kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> lrn(OpenClKernel.Lrn kernel) {
    return Optional.empty();
  }

  /** Said by {@link Fusions}. */
  @Override
  public Optional<Choice> chain(ConvolutionKernel.Chain kernel) {
    return Optional.empty();
  }

  /** Said by {@link Fusions}. */
  @Override
  public Optional<Choice> groupEnding(ConvolutionKernel.GroupEnding kernel) {
    return Optional.empty();
  }

  /** Said by {@link Fusions}. */
  @Override
  public Optional<Choice> itemEnding(ConvolutionKernel.ItemEnding kernel) {
    return Optional.empty();
  }

  private Optional<Choice> choice(String taken, String other) {
    return Optional.of(new Choice(step.id(), taken, List.of(other)));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
