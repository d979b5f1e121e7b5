package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Step;
import java.util.List;
import java.util.Optional;

/** Why a step has the kernel that it has, in words; nothing where there was no other. */
final class Reasons implements JavaKernel.Cases<Optional<Choice>> {

  private final Step step;
  private final JavaTarget target;

  private Reasons(Step step, JavaTarget target) {
    this.step = step;
    this.target = target;
  }

  static Optional<Choice> of(Step step, JavaTarget target) {
    return ((JavaKernel) step.kernel()).match(new Reasons(step, target));
  }

  /** Of a concatenation that needs no step. */
  static Choice inPlace(String concat) {
    return new Choice(
        concat,
        "nothing to do: each branch has a multiple of 16 channels and is written where it belongs",
        List.of("a copy, as for branches of other widths"));
  }

  @Override
  public Optional<Choice> direct(ConvolutionKernel.Direct kernel) {
    return Optional.of(
        switch (kernel.order()) {
          case PANELS_OUTSIDE ->
              choice(
                  "panels outside: the weights of a panel of outputs stay in the cache while all"
                      + " pixels pass",
                  "rows outside: that is for windows that stride over rows");
          case ROWS_OUTSIDE ->
              choice(
                  "rows outside: the windows stride, and what a row of them reads stays in the cache"
                      + " for all panels of outputs",
                  "panels outside: each panel would read the maps from memory again");
        });
  }

  @Override
  public Optional<Choice> pixelRows(ConvolutionKernel.PixelRows kernel) {
    return Optional.of(
        choice(
            "lanes are pixels: loops over many of them are better for C2 than over the outputs",
            "lanes are outputs: no number would have to be brought to a row and back"));
  }

  @Override
  public Optional<Choice> depthwise(ConvolutionKernel.Depthwise kernel) {
    return Optional.of(
        choice(
            "lanes are channels: each output channel reads one input channel, and neighbouring"
                + " pixels share what their windows have in common",
            "panels of outputs, as for other convolutions: their sums run over input channels"));
  }

  /** Said where it was decided, in {@link AlgorithmChoice}. */
  @Override
  public Optional<Choice> winogradTiles(ConvolutionKernel.WinogradTiles kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> winograd(ConvolutionKernel.Winograd kernel) {
    return Optional.of(
        switch (kernel.form()) {
          case PANELS ->
              choice(
                  "all tiles transformed first, panels outside: the weights of a panel stay in the"
                      + " cache while all tiles pass",
                  "blocks of tiles outside: all weights would be read for each block");
          case BLOCKS ->
              choice(
                  "blocks of tiles outside: a block's tiles stay in the cache while all weights"
                      + " pass",
                  "all tiles transformed first: they would be read again for each panel");
        });
  }

  /** Said where it was decided, in {@link AlgorithmChoice}. */
  @Override
  public Optional<Choice> fusedWinograd(ConvolutionKernel.FusedWinograd kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> pooling(JavaKernel.Pooling kernel) {
    int cells = kernel.pool().window().taps();
    if (target == JavaTarget.SCALAR) {
      return Optional.empty();
    }
    return Optional.of(
        kernel.unrolled()
            ? choice(
                "whole windows written out: %d cells are at most %d"
                    .formatted(cells, KernelChoice.UNROLLED),
                "loops over the cells of a window, as for larger ones")
            : choice("loops: " + whyLoops(cells), "whole windows written out"));
  }

  private static String whyLoops(int cells) {
    return cells > KernelChoice.UNROLLED
        ? "%d cells are more than %d, and would make a long method"
            .formatted(cells, KernelChoice.UNROLLED)
        : "no window is whole in an image that is smaller";
  }

  @Override
  public Optional<Choice> gather(JavaKernel.Gather kernel) {
    return Optional.of(
        choice(
            "a copy: a branch has no multiple of 16 channels, or its maps are needed elsewhere too",
            "branches that are written where they belong"));
  }

  @Override
  public Optional<Choice> zeroBorder(JavaKernel.ZeroBorder kernel) {
    return Optional.of(
        choice(
            "zeroed in each run: another buffer uses the place in between",
            "a place of its own, which would stay zero and make the arena larger"));
  }

  @Override
  public Optional<Choice> read(JavaKernel.Read kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> write(JavaKernel.Write kernel) {
    return Optional.empty();
  }

  /** Said where it was decided, in {@link ChainChoice}. */
  @Override
  public Optional<Choice> fused(JavaKernel.Fused kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> mean(JavaKernel.Mean kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> activate(JavaKernel.Activate kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> affine(JavaKernel.Affine kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> sum(JavaKernel.Sum kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> softmax(JavaKernel.Softmax kernel) {
    return Optional.empty();
  }

  @Override
  public Optional<Choice> lrn(JavaKernel.Lrn kernel) {
    return Optional.empty();
  }

  private Choice choice(String taken, String other) {
    return new Choice(step.id(), taken, List.of(other));
  }
}
