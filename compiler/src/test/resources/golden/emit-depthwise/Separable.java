package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.KernelSource;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.Lrn;
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
 * Depthwise convolutions and local response normalization, small enough to be read as Java.
 *
 * <pre>{@code
 * line  step   layer                             output   parameters    MACs  kernel
 *    3  input  input                             3x12x12
 *    5  stem   3x3 stride 2 pad 1, 3 → 24, ReLU  24x6x6          672  23,328  direct 6 px x 32
 *    6  lrn1   lrn 5                             24x6x6
 *    7  small  depthwise 3x3 pad 1, 24, ReLU     24x6x6          240   7,776  depthwise 6 px
 *    8  cccp1  1x1, 24 → 20                      20x6x6          500  17,280  direct 6 px x 32
 *    9  large  depthwise 5x5 pad 2, 20           20x6x6          520  18,000  depthwise 6 px
 * }</pre>
 *
 * <p>Activations of one image: 17 KiB.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:07644527d3b84619c32cf709b37dd90ded196db5e05484552d9eefd7c5886903"
)
public final class Separable extends GeneratedModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, "ninc 0.1.0-SNAPSHOT", "Separable");

  /** One image: channels, rows, columns. */
  public static final Shape INPUT = new Shape(3, 12, 12);

  /** What an image gives: channels, rows, columns. */
  public static final Shape OUTPUT = new Shape(20, 6, 6);

  /** The names of the classes: none. */
  public static final List<String> LABELS = List.of();

  /** The tensors of the weights file. */
  public static final List<TensorSpec> WEIGHTS = List.of(
      TensorSpec.of("stem.weight", 24, 3, 3, 3),
      TensorSpec.of("stem.bias", 24),
      TensorSpec.of("small.weight", 24, 1, 3, 3),
      TensorSpec.of("small.bias", 24),
      TensorSpec.of("cccp1.weight", 20, 24, 1, 1),
      TensorSpec.of("cccp1.bias", 20),
      TensorSpec.of("large.weight", 20, 1, 5, 5),
      TensorSpec.of("large.bias", 20));

  private static final ModelSpec SPEC = new ModelSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Separable",
      INPUT,
      List.of(new NamedOutput("large", OUTPUT)),
      LABELS,
      4352,
      new ModelSpec.Scratch(16, 2048, 0, 0, 0, 0),
      List.of("input:border", "input", "stem", "lrn1:border", "lrn1", "small", "cccp1:border",
          "cccp1", "large", "large:out"),
      WEIGHTS);

  private Separable(LoadPhase weights) {
    super(SPEC, new Backends(), weights);
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static Separable load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights. It reads their arrays as long as its {@code report()} says
   * that it is being warmed: nobody may change them before.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   */
  public static Separable load(Weights weights) throws WeightsException {
    return new Separable(new LoadPhase(weights, WEIGHTS));
  }

  /** The vector class is named by a string: it does not link without its module. */
  private static final class Backends extends KernelSource {
    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights) throws
        ReflectiveOperationException {
      Separable.class.getModule().addReads(vectorModule);
      Class<?> kernels = Class.forName("model.SeparableVector");
      return (Kernels) kernels.getDeclaredMethod("create", LoadPhase.class).invoke(null, weights);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new SeparableScalar(weights);
    }
  }

  /** The network, step by step; numbers are floats in the arena. */
  abstract static class Steps extends Kernels {
    @Override
    public final void step(int step, Workspace w, int from, int to) {
      switch (step) {
        case 0 -> inputBorder(w);     // input.nin:3 zeros around the maps
        case 1 -> input(w, from, to); // input.nin:3 input
        case 2 -> stem(w, from, to);  // input.nin:5 3x3 stride 2 pad 1, 3 → 24, ReLU
        case 3 -> lrn1Border(w);      // input.nin:6 zeros around the maps
        case 4 -> lrn1(w, from, to);  // input.nin:6 lrn 5
        case 5 -> small(w, from, to); // input.nin:7 depthwise 3x3 pad 1, 24, ReLU
        case 6 -> cccp1Border(w);     // input.nin:8 zeros around the maps
        case 7 -> cccp1(w, from, to); // input.nin:8 1x1, 24 → 20
        case 8 -> large(w, from, to); // input.nin:9 depthwise 5x5 pad 2, 20
        case 9 -> largeOut(w);        // input.nin:9 to the caller
        default -> throw new IllegalArgumentException("no step " + step);
      }
    }

    /** input.nin:3 input: the zeros around the maps, where others lay before. */
    private static void inputBorder(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 0, 13, 39, 1, 3, 0, 0);
    }

    /** input.nin:3 input: the input, 3x12x12. */
    private static void input(Workspace w, int from, int to) {
      // pieces: 12 rows
      Nhwc.read(w.in(), w.inOffset(), w.arena(), 42, 3, 12, 12, 3, 39, from, to);
    }

    abstract void stem(Workspace w, int from, int to);

    /** input.nin:6 lrn1: the zeros around the maps, where others lay before. */
    private static void lrn1Border(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 0, 8, 256, 1, 32, 1, 32);
    }

    /** input.nin:6 lrn1: local response normalization over 5 channels. */
    private static void lrn1(Workspace w, int from, int to) {
      // pieces: 6 rows
      Lrn.acrossChannels(
          w.arena(), 2048, 32, 192, 288, 32, 256, 24, from, to, 6,
          5, 2.0E-5f, 0.75, 1.0f, w.rows());
    }

    abstract void small(Workspace w, int from, int to);

    /** input.nin:8 cccp1: the zeros around the maps, where others lay before. */
    private static void cccp1Border(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 0, 10, 320, 2, 64, 2, 64);
    }

    abstract void cccp1(Workspace w, int from, int to);

    abstract void large(Workspace w, int from, int to);

    /** input.nin:9 large: output 0, 20x6x6. */
    private static void largeOut(Workspace w) {
      Nhwc.write(w.arena(), 3200, w.out(0), w.outOffset(0), 20, 6, 6, 32, 192);
    }
  }
}
