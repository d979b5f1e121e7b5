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
import dev.ninc.runtime.Preprocessing;
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
 * A network that takes pictures as they are.
 *
 * <pre>{@code
 * line  step      layer                      output   parameters   MACs  kernel
 *    3  input     input                      3x12x12
 *   13  conv1     3x3 stride 2, 3 → 2, ReLU  2x5x5            56  1,350  direct 5 px x 16
 *   14  gap1      global average             2x1x1
 *   15  softmax1  softmax                    2x1x1
 * }</pre>
 *
 * <p>side = 12, classes = 2.
 *
 * <p>Activations of one image: 4 KiB.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:a1ff33f9f69f4fa69bb7fc409abd720e6b91543825281f5f03755d37b178f0d2"
)
public final class Pictures extends GeneratedModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, "ninc 0.1.0-SNAPSHOT", "Pictures");

  /** One image: channels, rows, columns. */
  public static final Shape INPUT = new Shape(3, 12, 12);

  /** What an image gives: channels, rows, columns. */
  public static final Shape OUTPUT = new Shape(2, 1, 1);

  /** The network's parameters, and the values that this class was made for. */
  public static final List<Parameter> PARAMETERS = List.of(new Parameter("side", "12"),
      new Parameter("classes", "2"));

  /** What makes an input of a picture, as it was done for training. */
  public static final Preprocessing PREPROCESSING = Preprocessing.bgr(INPUT)
      .resizeShorter(14)
      .crop(12, 12)
      .background(0, 0, 0)
      .scale(1.0 / 255)
      .mean(0.406, 0.456, 0.485)
      .std(0.225, 0.224, 0.229);

  /** The names of the classes: none. */
  public static final List<String> LABELS = List.of();

  /** The tensors of the weights file. */
  public static final List<TensorSpec> WEIGHTS = List.of(
      TensorSpec.of("conv1.weight", 2, 3, 3, 3),
      TensorSpec.of("conv1.bias", 2));

  private static final ModelSpec SPEC = new ModelSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Pictures",
      INPUT,
      List.of(new NamedOutput("softmax1", OUTPUT)),
      LABELS,
      832,
      new ModelSpec.Scratch(5, 2, 0, 0, 0, 0),
      List.of("input", "conv1", "gap1", "softmax1", "softmax1:out"),
      WEIGHTS).with(PREPROCESSING);

  private Pictures(LoadPhase weights) {
    super(SPEC, new Backends(), weights);
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static Pictures load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights. It reads their arrays as long as its {@code report()} says
   * that it is being warmed: nobody may change them before.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   */
  public static Pictures load(Weights weights) throws WeightsException {
    return new Pictures(new LoadPhase(weights, WEIGHTS));
  }

  /** The vector class is named by a string: it does not link without its module. */
  private static final class Backends extends KernelSource {
    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights) throws
        ReflectiveOperationException {
      Pictures.class.getModule().addReads(vectorModule);
      Class<?> kernels = Class.forName("model.PicturesVector");
      return (Kernels) kernels.getDeclaredMethod("create", LoadPhase.class).invoke(null, weights);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new PicturesScalar(weights);
    }
  }

  /** The network, step by step; numbers are floats in the arena. */
  abstract static class Steps extends Kernels {
    @Override
    public final void step(int step, Workspace w, int from, int to) {
      switch (step) {
        case 0 -> input(w, from, to); // input.nin:3 input
        case 1 -> conv1(w, from, to); // input.nin:13 3x3 stride 2, 3 → 2, ReLU
        case 2 -> gap1(w);            // input.nin:14 global average
        case 3 -> softmax1(w);        // input.nin:15 softmax
        case 4 -> softmax1Out(w);     // input.nin:15 to the caller
        default -> throw new IllegalArgumentException("no step " + step);
      }
    }

    /** input.nin:3 input: the input, 3x12x12. */
    private static void input(Workspace w, int from, int to) {
      // pieces: 12 rows
      Nhwc.read(w.in(), w.inOffset(), w.arena(), 0, 3, 12, 12, 3, 36, from, to);
    }

    abstract void conv1(Workspace w, int from, int to);

    abstract void gap1(Workspace w);

    /** input.nin:15 softmax1: softmax over 2 channels. */
    private static void softmax1(Workspace w) {
      Nhwc.softmax(w.arena(), 0, 16, 16, 16, 16, 16, 2, 0, 1, 1);
    }

    /** input.nin:15 softmax1: output 0, 2x1x1. */
    private static void softmax1Out(Workspace w) {
      Nhwc.write(w.arena(), 16, w.out(0), w.outOffset(0), 2, 1, 1, 16, 16);
    }
  }
}
