package dev.ninc.compiler.testing;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.EndToEnd;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.Report;
import dev.ninc.runtime.opencl.DeviceWorkspace;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One of a network's two programs on a device: each step against the oracle, the whole against the
 * interpreter on the network as it was written, and batches, which must have the bits of their
 * images. The property {@code ninc.opencl.guard} puts guards behind each buffer.
 */
public final class DeviceTrial {

  /** One after the other in one memory, which grows, and is larger than some of them need. */
  private static final List<Integer> BATCHES = List.of(3, 1, 5, 2, 4);

  private static final int MOST = 5;

  private final DeviceHarness harness;
  private final OpenClTarget target;
  private final float[] images;
  private final int size;

  public DeviceTrial(DeviceHarness harness, OpenClTarget target) {
    this.harness = harness;
    this.target = target;
    this.images = harness.images(MOST);
    this.size = images.length / MOST;
  }

  /** What is wrong with a network with seeded weights, in a sentence; empty where nothing is. */
  public static Optional<String> failure(String text, Options options, OpenClTarget target) {
    return failure(text, options, target, UnaryOperator.identity());
  }

  /**
   * The same of programs that were edited. There must be a device: see {@link
   * DeviceHarness#requireDevice}.
   */
  public static Optional<String> failure(
      String text, Options options, OpenClTarget target, UnaryOperator<String> edit) {
    try {
      Network network = Harness.check(text, options);
      return new DeviceTrial(new DeviceHarness(network, options, edit), target).failure();
    } catch (RuntimeException e) {
      return Optional.of("Thrown: " + e + " at " + Arrays.toString(e.getStackTrace()));
    }
  }

  /** What is wrong, in a sentence that names the target. */
  public Optional<String> failure() {
    try (GeneratedDeviceModel model = harness.model(target)) {
      return steps(model)
          .or(() -> endToEnd(model))
          .or(() -> batches(model))
          .map(wrong -> wrong + " For " + target + ".");
    }
  }

  private Optional<String> steps(GeneratedDeviceModel model) {
    Report report = harness.verify(model, target, image(0));
    return report.firstDivergence().map(f -> "Step wrong: " + f + ".");
  }

  private Optional<String> endToEnd(GeneratedDeviceModel model) {
    Map<Value, Numbers> all =
        new Interpreter(harness.checked().graph(), harness::weight).run(image(0));
    float[][] found = run(model, image(0), 1);
    for (int i = 0; i < found.length; i++) {
      Output output = harness.checked().graph().outputs().get(i);
      Finding finding = EndToEnd.compare(output.name(), all.get(output.value()).values(), found[i]);
      if (!finding.isAllowed()) {
        return Optional.of("End to end: " + finding + ".");
      }
    }
    return Optional.empty();
  }

  private Optional<String> batches(GeneratedDeviceModel model) {
    float[][][] single = new float[MOST][][];
    for (int i = 0; i < MOST; i++) {
      single[i] = run(model, image(i), 1);
    }
    try (DeviceWorkspace workspace = model.newWorkspace()) {
      return BATCHES.stream()
          .flatMap(count -> batch(model, workspace, count, single).stream())
          .findFirst();
    }
  }

  /** The same where not all images of a batch fit into the device's memory at once. */
  public Optional<String> inParts() {
    try (GeneratedDeviceModel whole = harness.model(target);
        GeneratedDeviceModel model = harness.model(target, 2)) {
      boolean same = Arrays.deepEquals(run(whole, images, MOST), run(model, images, MOST));
      return same ? Optional.empty() : Optional.of("In parts, a batch differs for " + target + ".");
    }
  }

  private Optional<String> batch(
      GeneratedDeviceModel model, DeviceWorkspace workspace, int count, float[][][] single) {
    float[][] outs = outs(model, count);
    model.run(workspace, Arrays.copyOf(images, count * size), outs);
    for (int output = 0; output < outs.length; output++) {
      for (int image = 0; image < count; image++) {
        float[] expected = single[image][output];
        int from = image * expected.length;
        if (!Arrays.equals(
            expected, Arrays.copyOfRange(outs[output], from, from + expected.length))) {
          return Optional.of(
              "In a batch of %d, output %d of image %d has other bits."
                  .formatted(count, output, image));
        }
      }
    }
    return Optional.empty();
  }

  private float[] image(int number) {
    return Arrays.copyOfRange(images, number * size, (number + 1) * size);
  }

  private static float[][] run(GeneratedDeviceModel model, float[] images, int count) {
    float[][] outs = outs(model, count);
    try (DeviceWorkspace workspace = model.newWorkspace()) {
      model.run(workspace, images, outs);
    }
    return outs;
  }

  private static float[][] outs(GeneratedDeviceModel model, int count) {
    return model.outputs().stream()
        .map(output -> new float[count * output.shape().size()])
        .toArray(float[][]::new);
  }
}
