package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.NamedOutput;
import dev.ninc.runtime.Parameter;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.Shape;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceException;
import dev.ninc.runtime.opencl.DeviceKind;
import dev.ninc.runtime.opencl.DeviceProgram;
import dev.ninc.runtime.opencl.DeviceSpec;
import dev.ninc.runtime.opencl.DeviceStep;
import dev.ninc.runtime.opencl.Devices;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import dev.ninc.runtime.opencl.WeightBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network that is small enough to be read as Java.
 *
 * <p>It has a mlpconv stack, a pooling layer with clipped windows, and two branches.
 *
 * <pre>{@code
 * line  step      layer                                 output  parameters    MACs  kernel
 *    5  input     input                                 3x9x9
 *    8  conv1     3x3 pad 1, 3 → 20, ReLU               20x9x9         560  43,740  direct 64 px x 32 x 16, 4x4 each
 *    8  cccp1     1x1, 20 → 16, ReLU                    16x9x9         336  25,920  direct 64 px x 16 x 16, 4x4 each
 *    9  maxpool1  max 3x3 stride 2                      16x4x4
 *   11  left      1x1, 16 → 16, ReLU                    16x4x4         272   4,096  direct 64 px x 16 x 16, 4x4 each
 *   13  right     3x3 pad 1, 16 → 16, ReLU              16x4x4       2,352  36,864  direct 64 px x 16 x 16, 4x4 each
 *   17  softmax1  1x1, 32 → 2; global average; softmax  2x1x1           66   1,024  with mean and softmax, 16 px x 16
 * }</pre>
 *
 * <p>width = 20.
 *
 * <p>A GPU runs {@code SmallGpu.cl}, with the kernels above; a CPU runs {@code SmallCpu.cl}.
 * Activations of one image: 16 KiB on a GPU, 16 KiB on a CPU.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:c028bd9721c28df2a2a9014dc38a326c7491f0fc1c1e02daf4e3c8d63ffdfc97"
)
public final class SmallOpenCl extends GeneratedDeviceModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, 3, "ninc 0.1.0-SNAPSHOT", "Small");

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

  private static final DeviceSpec SPEC = new DeviceSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Small",
      INPUT,
      List.of(new NamedOutput("softmax1", OUTPUT)),
      LABELS,
      WEIGHTS,
      Optional.empty());

  /**
   * The kernels for a GPU, in the order in which they run: work-items of a group, units of a
   * group and of an image, panels, bytes of local memory.
   */
  private static final DeviceProgram GPU = new DeviceProgram(
      DeviceKind.GPU,
      "SmallGpu.cl",
      3888, // floats of activations for an image
      7840, // floats of packed weights
      List.of(
          new DeviceStep("input", "k_input", 128, 128, 81, 1, 0),
          new DeviceStep("conv1", "k_conv1", 128, 64, 81, 1, 7424),
          new DeviceStep("cccp1", "k_cccp1", 64, 64, 81, 1, 5888),
          new DeviceStep("maxpool1", "k_maxpool1", 128, 128, 64, 1, 0),
          new DeviceStep("left", "k_left", 64, 64, 16, 1, 5376),
          new DeviceStep("right", "k_right", 64, 64, 16, 1, 6400),
          new DeviceStep("softmax1", "k_softmax1", 64, 1, 1, 1, 5376),
          new DeviceStep("softmax1:out", "k_softmax1_out", 128, 128, 2, 1, 0)));

  /**
   * The kernels for a CPU, in the order in which they run: work-items of a group, units of a
   * group and of an image, panels, bytes of local memory.
   */
  private static final DeviceProgram CPU = new DeviceProgram(
      DeviceKind.CPU,
      "SmallCpu.cl",
      3888, // floats of activations for an image
      7840, // floats of packed weights
      List.of(
          new DeviceStep("input", "k_input", 1, 64, 81, 1, 0),
          new DeviceStep("conv1", "k_conv1", 1, 7, 81, 1, 0),
          new DeviceStep("cccp1", "k_cccp1", 1, 7, 81, 1, 0),
          new DeviceStep("maxpool1", "k_maxpool1", 1, 16, 16, 1, 0),
          new DeviceStep("left", "k_left", 1, 8, 16, 1, 0),
          new DeviceStep("right", "k_right", 1, 8, 16, 1, 0),
          new DeviceStep("softmax1", "k_softmax1", 1, 1, 1, 1, 0),
          new DeviceStep("softmax1:out", "k_softmax1_out", 1, 256, 2, 1, 0)));

  private SmallOpenCl(LoadPhase weights, Device device) {
    super(SPEC, GPU, CPU, prepare(weights), SmallOpenCl::pack,
        file -> SmallOpenCl.class.getResourceAsStream(file), device);
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static SmallOpenCl load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights, on the device that {@link Devices#choose} takes. It holds memory of
   * the device until it is closed.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   * @throws DeviceException if there is no device, or it can't run this network
   */
  public static SmallOpenCl load(Weights weights) throws WeightsException {
    return load(weights, Devices.choose());
  }

  /**
   * A model with these weights on a device. It holds memory of the device until it is closed.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   * @throws DeviceException if the device can't run this network
   */
  public static SmallOpenCl load(Weights weights, Device device) throws WeightsException {
    return new SmallOpenCl(new LoadPhase(weights, WEIGHTS), device);
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

  /** Both programs read the same weights. */
  private static void pack(DeviceKind kind, WeightBuffer to, LoadPhase weights) {
    to.filters(32, weights.floats("conv1.weight"), 20, 3, 3, 3, 1);
    to.channels(896, weights.floats("conv1.bias"), 1);
    to.filters(928, weights.floats("cccp1.weight"), 16, 20, 1, 1, 1);
    to.channels(1568, weights.floats("cccp1.bias"), 1);
    to.filters(1600, weights.floats("left.weight"), 16, 16, 1, 1, 1);
    to.channels(2112, weights.floats("left.bias"), 1);
    to.filters(2144, weights.floats("right:norm:weight"), 16, 16, 3, 3, 1);
    to.channels(6752, weights.floats("right:norm:bias"), 1);
    to.filters(6784, weights.floats("scores.weight"), 2, 32, 1, 1, 1);
    to.channels(7808, weights.floats("scores.bias"), 1);
  }
}
