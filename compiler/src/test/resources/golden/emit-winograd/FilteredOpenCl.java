package model;

import dev.ninc.runtime.Generated;
import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.NamedOutput;
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
 * Winograd convolutions, small enough to be read as Java.
 *
 * <pre>{@code
 * line  step    layer                                  output    parameters     MACs  kernel
 *    3  input   input                                  3x10x11
 *    5  first   3x3 pad 1, 3 → 24, ReLU                24x10x11         672   71,280  direct 64 px x 32 x 16, 4x4 each
 *    6  second  3x3 pad 1, 24 → 20, ReLU, F(4x4, 3x3)  20x10x11       4,340  475,200  winograd F(4x4, 3x3)
 *    7  gap1    global average                         20x1x1
 * }</pre>
 *
 * <p>A GPU runs {@code FilteredGpu.cl}, with the kernels above; a CPU runs {@code FilteredCpu.cl}.
 * Activations of one image: 86 KiB on a GPU, 57 KiB on a CPU.
 */
@Generated(
    by = "ninc 0.1.0-SNAPSHOT",
    from = "input.nin",
    digest = "sha256:e911e068fa3b81227bff1e687decd4573120db997e09bb74d654a0762dd27699"
)
public final class FilteredOpenCl extends GeneratedDeviceModel {
  /** Checked before anything else of the runtime is used. */
  private static final int ABI = requireAbi(5, 3, "ninc 0.1.0-SNAPSHOT", "Filtered");

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

  /** Transforms the filters of a Winograd convolution F(4x4, 3x3). */
  private static final double[][] FILTERS_4_3 = {
    {1, 0, 0},
    {-1.0 / 3, -1.0 / 3, -1.0 / 3},
    {1.0 / 3, -1.0 / 3, 1.0 / 3},
    {1.0 / 15, 2.0 / 15, 4.0 / 15},
    {-16.0 / 15, 8.0 / 15, -4.0 / 15},
    {0, 0, 1}
  };

  private static final DeviceSpec SPEC = new DeviceSpec(
      ABI,
      "ninc 0.1.0-SNAPSHOT",
      "Filtered",
      INPUT,
      List.of(new NamedOutput("gap1", OUTPUT)),
      LABELS,
      WEIGHTS,
      Optional.empty());

  /**
   * The kernels for a GPU, in the order in which they run: work-items of a group, units of a
   * group and of an image, panels, bytes of local memory.
   */
  private static final DeviceProgram GPU = new DeviceProgram(
      DeviceKind.GPU,
      "FilteredGpu.cl",
      21888, // floats of activations for an image
      28608, // floats of packed weights
      List.of(
          new DeviceStep("input", "k_input", 128, 128, 110, 1, 0),
          new DeviceStep("first", "k_first", 128, 64, 110, 1, 7424),
          new DeviceStep("second:tiles", "k_second_tiles", 128, 128, 216, 1, 0),
          new DeviceStep("second:products", "k_second_products", 64, 32, 9, 36, 2176),
          new DeviceStep("second", "k_second", 128, 128, 180, 1, 0),
          new DeviceStep("gap1", "k_gap1", 128, 128, 20, 1, 0),
          new DeviceStep("gap1:out", "k_gap1_out", 128, 128, 20, 1, 0)));

  /**
   * The kernels for a CPU, in the order in which they run: work-items of a group, units of a
   * group and of an image, panels, bytes of local memory.
   */
  private static final DeviceProgram CPU = new DeviceProgram(
      DeviceKind.CPU,
      "FilteredCpu.cl",
      14464, // floats of activations for an image
      28608, // floats of packed weights
      List.of(
          new DeviceStep("input", "k_input", 1, 64, 110, 1, 0),
          new DeviceStep("first", "k_first", 1, 8, 110, 1, 0),
          new DeviceStep("second:tiles", "k_second_tiles", 1, 2, 18, 1, 0),
          new DeviceStep("second", "k_second", 1, 25, 9, 1, 0),
          new DeviceStep("gap1", "k_gap1", 1, 1, 2, 1, 0),
          new DeviceStep("gap1:out", "k_gap1_out", 1, 256, 20, 1, 0)));

  private FilteredOpenCl(LoadPhase weights, Device device) {
    super(SPEC, GPU, CPU, weights, FilteredOpenCl::pack,
        file -> FilteredOpenCl.class.getResourceAsStream(file), device);
  }

  /**
   * Loads weights from a safetensors file.
   *
   * @throws IOException if the file can't be read, is damaged, or is another network's; all
   *     tensors that do not fit are named
   */
  public static FilteredOpenCl load(Path weights) throws IOException {
    return load(Safetensors.read(weights));
  }

  /**
   * A model with these weights, on the device that {@link Devices#choose} takes. It holds memory of
   * the device until it is closed.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   * @throws DeviceException if there is no device, or it can't run this network
   */
  public static FilteredOpenCl load(Weights weights) throws WeightsException {
    return load(weights, Devices.choose());
  }

  /**
   * A model with these weights on a device. It holds memory of the device until it is closed.
   *
   * @throws WeightsException if tensors are missing, surplus or have another shape; all are named
   * @throws DeviceException if the device can't run this network
   */
  public static FilteredOpenCl load(Weights weights, Device device) throws WeightsException {
    return new FilteredOpenCl(new LoadPhase(weights, WEIGHTS), device);
  }

  /** Both programs read the same weights. */
  private static void pack(DeviceKind kind, WeightBuffer to, LoadPhase weights) {
    to.filters(32, weights.floats("first.weight"), 24, 3, 3, 3, 1);
    to.channels(896, weights.floats("first.bias"), 1);
    to.winograd(928, weights.floats("second.weight"), 20, 24, FILTERS_4_3);
    to.channels(28576, weights.floats("second.bias"), 1);
  }
}
