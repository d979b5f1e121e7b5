package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.KernelSource;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.ModelSpec;
import dev.ninc.runtime.NamedOutput;
import dev.ninc.runtime.Nhwc;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.Shape;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import dev.ninc.runtime.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Winograd convolutions, small enough to be read as Java.
 *
 * <pre>{@code
 * line  step    layer                     output    parameters     MACs  kernel
 *    3  input   input                     3x10x11
 *    5  first   3x3 pad 1, 3 → 24, ReLU   24x10x11         672   71,280  winograd F(2x2, 3x3), fused
 *    6  second  3x3 pad 1, 24 → 20, ReLU  20x10x11       4,340  475,200  winograd F(4x4, 3x3)
 *    7  gap1    global average            20x1x1
 * }</pre>
 *
 * <p>Activations of one image: 68 KiB.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:e911e068fa3b81227bff1e687decd4573120db997e09bb74d654a0762dd27699"
)
public final class Filtered extends GeneratedModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, "ninc 0.1.0-SNAPSHOT", "Filtered");

  /** One image: channels, rows, columns. */
  public static final Shape INPUT = new Shape(3, 10, 11);

  /** What an image gives: channels, rows, columns. */
  public static final Shape OUTPUT = new Shape(20, 1, 1);

  /** The names of the classes: none. */
  public static final List<String> LABELS = List.of();

  /** The tensors of the weights file. */
  public static final List<TensorSpec> WEIGHTS = List.of(
      TensorSpec.of("first.weight", 24, 3, 3, 3),
      TensorSpec.of("first.bias", 24),
      TensorSpec.of("second.weight", 20, 24, 3, 3),
      TensorSpec.of("second.bias", 20));

  private static final ModelSpec SPEC = new ModelSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Filtered",
      INPUT,
      List.of(new NamedOutput("gap1", OUTPUT)),
      LABELS,
      17216,
      new ModelSpec.Scratch(17, 192, 11520, 0, 0, 0),
      List.of("input:border", "input", "first:border", "first", "second:tiles", "second", "gap1",
          "gap1:out"),
      WEIGHTS);

  private Filtered(LoadPhase weights) {
    super(SPEC, new Backends(), weights);
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static Filtered load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights. It reads their arrays as long as its {@code report()} says
   * that it is being warmed: nobody may change them before.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   */
  public static Filtered load(Weights weights) throws WeightsException {
    return new Filtered(new LoadPhase(weights, WEIGHTS));
  }

  /** The vector class is named by a string: it does not link without its module. */
  private static final class Backends extends KernelSource {
    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights) throws
        ReflectiveOperationException {
      Filtered.class.getModule().addReads(vectorModule);
      Class<?> kernels = Class.forName("model.FilteredVector");
      return (Kernels) kernels.getDeclaredMethod("create", LoadPhase.class).invoke(null, weights);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new FilteredScalar(weights);
    }
  }

  /** The network, step by step; numbers are floats in the arena. */
  abstract static class Steps extends Kernels {
    @Override
    public final void step(int step, Workspace w, int from, int to) {
      switch (step) {
        case 0 -> inputBorder(w);           // input.nin:3 zeros around the maps
        case 1 -> input(w, from, to);       // input.nin:3 input
        case 2 -> firstBorder(w);           // input.nin:5 zeros around the maps
        case 3 -> first(w, from, to);       // input.nin:5 3x3 pad 1, 3 → 24, ReLU
        case 4 -> secondTiles(w, from, to); // input.nin:6 tiles of F(4x4, 3x3)
        case 5 -> second(w, from, to);      // input.nin:6 3x3 pad 1, 24 → 20, ReLU
        case 6 -> gap1(w);                  // input.nin:7 global average
        case 7 -> gap1Out(w);               // input.nin:7 to the caller
        default -> throw new IllegalArgumentException("no step " + step);
      }
    }

    /** input.nin:3 input: the zeros around the maps, where others lay before. */
    private static void inputBorder(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 0, 12, 42, 1, 3, 1, 6);
    }

    /** input.nin:3 input: the input, 3x10x11. */
    private static void input(Workspace w, int from, int to) {
      // pieces: 10 rows
      Nhwc.read(w.in(), w.inOffset(), w.arena(), 45, 3, 10, 11, 3, 42, from, to);
    }

    /** input.nin:5 first: the zeros around the maps, where others lay before. */
    private static void firstBorder(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 10944, 14, 448, 1, 32, 3, 64);
    }

    abstract void first(Workspace w, int from, int to);

    abstract void secondTiles(Workspace w, int from, int to);

    abstract void second(Workspace w, int from, int to);

    abstract void gap1(Workspace w);

    /** input.nin:7 gap1: output 0, 20x1x1. */
    private static void gap1Out(Workspace w) {
      Nhwc.write(w.arena(), 0, w.out(0), w.outOffset(0), 20, 1, 1, 32, 32);
    }
  }
}
