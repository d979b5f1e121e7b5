package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.java.ScalarBlock;
import dev.ninc.runtime.Lrn;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The floats that the kernels of a network need beside the arena, for each thread. */
final class Scratch {

  private final Plan plan;

  private Scratch(Plan plan) {
    this.plan = plan;
  }

  /** What a workspace needs that serves all kernels of a network. */
  static CodeBlock of(Emission emission) {
    List<Scratch> all =
        Stream.of(emission.scalar(), emission.vector32(), emission.vector16())
            .map(Scratch::new)
            .toList();
    return CodeBlock.of(
        "new $T($L, $L, $L, $L, $L, $L)",
        Types.SCRATCH,
        max(all.stream(), Scratch::rows),
        max(all.stream(), Scratch::rowLength),
        max(all.stream(), Scratch::floats),
        max(all.stream(), Scratch::band),
        max(all.stream(), Scratch::pixelRows),
        max(all.stream(), Scratch::pixels));
  }

  private int rows() {
    return Math.max(scalar() ? scalarRows() : 0, lrnRows());
  }

  private int scalarRows() {
    int winograd = max(plan.run().stream(), Scratch::winogradRows);
    return Math.max(Math.max(2, winograd), max(convolutions(), Scratch::rows));
  }

  private static int winogradRows(Step step) {
    if (step.kernel() instanceof ConvolutionKernel.Winograd winograd) {
      int sums = new ScalarBlock(winograd).tiles();
      return Math.max(sums, ScalarWinograd.rows(winograd.grid()));
    }
    return step.kernel() instanceof ConvolutionKernel.FusedWinograd fused
        ? ScalarFusedWinograd.fusedRows(fused.grid())
        : 0;
  }

  private static int winogradRowLength(Step step) {
    if (step.kernel() instanceof ConvolutionKernel.WinogradTiles tiles) {
      return ScalarWinograd.rowLength(tiles.conv(), tiles.grid());
    }
    if (step.kernel() instanceof ConvolutionKernel.Winograd winograd) {
      return ScalarWinograd.rowLength(winograd.conv(), winograd.grid());
    }
    return step.kernel() instanceof ConvolutionKernel.FusedWinograd fused
        ? ScalarWinograd.rowLength(fused.conv(), fused.grid())
        : 0;
  }

  private int rowLength() {
    int outputs =
        Math.max(
            max(convolutions().filter(k -> rowsOfPixels(k).isEmpty()), ScalarHelpers::rowLength),
            max(plan.run().stream(), Scratch::winogradRowLength));
    int windows =
        max(
            plan.run().stream().filter(Scratch::hasWindows),
            s -> s.in().get(0).layout().maps().channels());
    return Math.max(scalar() ? Math.max(outputs, windows) : 0, lrnLength());
  }

  /** Floats for the kernels' own use. */
  private int floats() {
    return scalar()
        ? max(plan.run().stream(), Scratch::scalarFloats)
        : max(plan.run().stream(), s -> floats((JavaKernel) s.kernel()));
  }

  private static int scalarFloats(Step step) {
    return step.kernel() instanceof ConvolutionKernel.Winograd winograd
        ? new ScalarBlock(winograd).floats()
        : 0;
  }

  private static int floats(JavaKernel kernel) {
    if (kernel instanceof ConvolutionKernel.Winograd winograd) {
      return VectorWinograd.scratch(winograd);
    }
    if (kernel instanceof ConvolutionKernel.FusedWinograd fused) {
      return VectorFusedWinograd.scratch(fused);
    }
    return kernel instanceof ConvolutionKernel.WinogradTiles tiles
        ? VectorWinogradTransforms.scratch(tiles.grid())
        : 0;
  }

  /** Floats of the arena for what lies between the stages of a chain. */
  private int band() {
    return max(plan.run().stream(), s -> s.kernel() instanceof JavaKernel.Fused f ? f.floats() : 0);
  }

  private int pixelRows() {
    return max(convolutions(), k -> rowsOfPixels(k).map(ScalarPixelRows::scratchRows).orElse(0));
  }

  private int pixels() {
    return ScalarPixelRows.rowLength(
        max(
            convolutions(),
            k -> rowsOfPixels(k).map(ConvolutionKernel.PixelRows::lanes).orElse(0)));
  }

  private static Optional<ConvolutionKernel.PixelRows> rowsOfPixels(
      ConvolutionKernel.Stage kernel) {
    return kernel instanceof ConvolutionKernel.PixelRows rows
        ? Optional.of(rows)
        : Optional.empty();
  }

  /** Vector kernels add up in registers. */
  private boolean scalar() {
    return plan.target() == JavaTarget.SCALAR;
  }

  private static boolean hasWindows(Step step) {
    return step.kernel() instanceof JavaKernel.Pooling || step.kernel() instanceof JavaKernel.Mean;
  }

  private int lrnRows() {
    return plan.run().stream().anyMatch(s -> s.kernel() instanceof JavaKernel.Lrn) ? Lrn.ROWS : 0;
  }

  private int lrnLength() {
    return max(plan.run().stream(), Scratch::lrnLength);
  }

  private static int lrnLength(Step step) {
    if (!(step.kernel() instanceof JavaKernel.Lrn kernel)) {
      return 0;
    }
    int channels = step.in().get(0).layout().maps().channels();
    return Lrn.rowLength(channels, kernel.window(channels));
  }

  private static int rows(ConvolutionKernel.Stage kernel) {
    return kernel instanceof ConvolutionKernel.Depthwise depthwise
        ? ScalarDepthwise.scratchRows(depthwise)
        : kernel instanceof ConvolutionKernel.PixelRows ? 0 : kernel.tile();
  }

  private Stream<ConvolutionKernel.Stage> convolutions() {
    return plan.run().stream().flatMap(Scratch::convolutions);
  }

  private static Stream<ConvolutionKernel.Stage> convolutions(Step step) {
    if (step.kernel() instanceof JavaKernel.Fused fused) {
      return fused.stages().stream();
    }
    return step.kernel() instanceof ConvolutionKernel.Stage c ? Stream.of(c) : Stream.empty();
  }

  private static <T> int max(Stream<T> all, ToIntFunction<T> number) {
    return all.mapToInt(number).max().orElse(0);
  }
}
