package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.KernelSource;
import dev.ninc.runtime.Kernels;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.ModelSpec;
import dev.ninc.runtime.NamedOutput;
import dev.ninc.runtime.Nhwc;
import dev.ninc.runtime.Parameter;
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
 * A network that is small enough to be read as Java.
 *
 * <p>It has a mlpconv stack, a pooling layer with clipped windows, and two branches.
 *
 * <pre>{@code
 * line  step      layer                     output  parameters    MACs  kernel
 *    5  input     input                     3x9x9
 *    8  conv1     3x3 pad 1, 3 → 20, ReLU   20x9x9         560  43,740  direct 9 px x 32
 *    8  cccp1     1x1, 20 → 16, ReLU        16x9x9         336  25,920  direct 9 px x 16
 *    9  maxpool1  max 3x3 stride 2          16x4x4                      unrolled
 *   11  left      1x1, 16 → 16, ReLU        16x4x4         272   4,096  direct 4 px x 16
 *   13  right     3x3 pad 1, 16 → 16, ReLU  16x4x4       2,352  36,864  direct 4 px x 16
 *   15  scores    1x1, 32 → 2               2x4x4           66   1,024  direct 8 px x 16
 *   16  gap1      global average            2x1x1
 *   17  softmax1  softmax                   2x1x1
 * }</pre>
 *
 * <p>width = 20.
 *
 * <p>Activations of one image: 16 KiB.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:c028bd9721c28df2a2a9014dc38a326c7491f0fc1c1e02daf4e3c8d63ffdfc97"
)
public final class Small extends GeneratedModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, "ninc 0.1.0-SNAPSHOT", "Small");

  /** One image: channels, rows, columns. */
  public static final Shape INPUT = new Shape(3, 9, 9);

  /** What an image gives: channels, rows, columns. */
  public static final Shape OUTPUT = new Shape(2, 1, 1);

  /** The network's parameters, and the values that this class was made for. */
  public static final List<Parameter> PARAMETERS = List.of(new Parameter("width", "20"));

  /** The names of the classes. */
  public static final List<String> LABELS = List.of("left", "right");

  /** The tensors of the weights file. */
  public static final List<TensorSpec> WEIGHTS = List.of(
      TensorSpec.of("conv1.weight", 20, 3, 3, 3),
      TensorSpec.of("conv1.bias", 20),
      TensorSpec.of("cccp1.weight", 16, 20, 1, 1),
      TensorSpec.of("cccp1.bias", 16),
      TensorSpec.of("left.weight", 16, 16, 1, 1),
      TensorSpec.of("left.bias", 16),
      TensorSpec.of("right.weight", 16, 16, 3, 3),
      TensorSpec.of("right.bias", 16),
      TensorSpec.of("right.norm.weight", 16),
      TensorSpec.of("right.norm.bias", 16),
      TensorSpec.of("right.norm.running_mean", 16),
      TensorSpec.of("right.norm.running_var", 16),
      TensorSpec.of("scores.weight", 2, 32, 1, 1),
      TensorSpec.of("scores.bias", 2));

  private static final ModelSpec SPEC = new ModelSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Small",
      INPUT,
      List.of(new NamedOutput("softmax1", OUTPUT)),
      LABELS,
      3888,
      new ModelSpec.Scratch(24, 20, 0, 0, 0, 0),
      List.of("input:border", "input", "conv1", "cccp1", "maxpool1:border", "maxpool1", "left",
          "right", "scores", "gap1", "softmax1", "softmax1:out"),
      WEIGHTS);

  private Small(LoadPhase weights) {
    super(SPEC, new Backends(), prepare(weights));
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static Small load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights. It reads their arrays as long as its {@code report()} says
   * that it is being warmed: nobody may change them before.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   */
  public static Small load(Weights weights) throws WeightsException {
    return new Small(new LoadPhase(weights, WEIGHTS));
  }

  /** What depends on no input is computed once, from the weights as trained. */
  private static LoadPhase prepare(LoadPhase weights) {
    weights.inverseRoot("right:norm:root", "right.norm.running_var", 1.0E-5);
    weights.times("right:norm:gain", "right.norm.weight", "right:norm:root");
    weights.times("right:norm:centre", "right.norm.running_mean", "right:norm:gain");
    weights.minus("right:norm:offset", "right.norm.bias", "right:norm:centre");
    weights.times("right:norm:weight", "right.weight", "right:norm:gain");
    weights.times("right:norm:scaled-bias", "right.bias", "right:norm:gain");
    weights.plus("right:norm:bias", "right:norm:scaled-bias", "right:norm:offset");
    return weights;
  }

  /** The vector class is named by a string: it does not link without its module. */
  private static final class Backends extends KernelSource {
    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights) throws
        ReflectiveOperationException {
      Small.class.getModule().addReads(vectorModule);
      Class<?> kernels = Class.forName("model.SmallVector");
      return (Kernels) kernels.getDeclaredMethod("create", LoadPhase.class).invoke(null, weights);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new SmallScalar(weights);
    }
  }

  /** The network, step by step; numbers are floats in the arena. */
  abstract static class Steps extends Kernels {
    @Override
    public final void step(int step, Workspace w, int from, int to) {
      switch (step) {
        case 0 -> inputBorder(w);         // input.nin:5 zeros around the maps
        case 1 -> input(w, from, to);     // input.nin:5 input
        case 2 -> conv1(w, from, to);     // input.nin:8 3x3 pad 1, 3 → 20, ReLU
        case 3 -> cccp1(w, from, to);     // input.nin:8 1x1, 20 → 16, ReLU
        case 4 -> maxpool1Border(w);      // input.nin:9 zeros around the maps
        case 5 -> maxpool1(w, from, to);  // input.nin:9 max 3x3 stride 2
        case 6 -> left(w, from, to);      // input.nin:11 1x1, 16 → 16, ReLU
        case 7 -> right(w, from, to);     // input.nin:13 3x3 pad 1, 16 → 16, ReLU
        case 8 -> scores(w, from, to);    // input.nin:15 1x1, 32 → 2
        case 9 -> gap1(w);                // input.nin:16 global average
        case 10 -> softmax1(w);           // input.nin:17 softmax
        case 11 -> softmax1Out(w);        // input.nin:17 to the caller
        default -> throw new IllegalArgumentException("no step " + step);
      }
    }

    /** input.nin:5 input: the zeros around the maps, where others lay before. */
    private static void inputBorder(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 2592, 11, 33, 1, 3, 1, 3);
    }

    /** input.nin:5 input: the input, 3x9x9. */
    private static void input(Workspace w, int from, int to) {
      // pieces: 9 rows
      Nhwc.read(w.in(), w.inOffset(), w.arena(), 2628, 3, 9, 9, 3, 33, from, to);
    }

    abstract void conv1(Workspace w, int from, int to);

    abstract void cccp1(Workspace w, int from, int to);

    /** input.nin:9 maxpool1: the zeros around the maps, where others lay before. */
    private static void maxpool1Border(Workspace w) {
      Nhwc.zeroBorder(w.arena(), 0, 6, 96, 1, 16, 1, 16);
    }

    abstract void maxpool1(Workspace w, int from, int to);

    abstract void left(Workspace w, int from, int to);

    abstract void right(Workspace w, int from, int to);

    abstract void scores(Workspace w, int from, int to);

    abstract void gap1(Workspace w);

    /** input.nin:17 softmax1: softmax over 2 channels. */
    private static void softmax1(Workspace w) {
      Nhwc.softmax(w.arena(), 256, 16, 16, 0, 16, 16, 2, 0, 1, 1);
    }

    /** input.nin:17 softmax1: output 0, 2x1x1. */
    private static void softmax1Out(Workspace w) {
      Nhwc.write(w.arena(), 0, w.out(0), w.outOffset(0), 2, 1, 1, 16, 16);
    }
  }
}
