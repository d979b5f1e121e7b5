package dev.ninc.runtime.opencl;

import dev.ninc.runtime.LoadPhase;
import dev.ninc.runtime.NamedOutput;
import dev.ninc.runtime.Shape;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.util.List;
import java.util.Optional;

/** What a generated class looks like: y = gain · x + shift, and the sum of y. */
final class Tiny extends GeneratedDeviceModel {

  static final DeviceSpec SPEC =
      new DeviceSpec(
          GeneratedDeviceModel.ABI,
          "ninc test",
          "Tiny",
          new Shape(2, 3, 3),
          List.of(
              new NamedOutput("y", new Shape(2, 3, 3)), new NamedOutput("sum", new Shape(1, 1, 1))),
          List.of(),
          List.of(TensorSpec.of("gain", 2), TensorSpec.of("shift", 2)),
          Optional.empty());

  static final DeviceProgram GPU =
      new DeviceProgram(
          DeviceKind.GPU,
          "TinyGpu.cl",
          32,
          80,
          List.of(
              new DeviceStep("y", "affine", 8, 8, 18, 1, 0),
              new DeviceStep("sum", "results", 8, 1, 1, 1, 32)));

  static final DeviceProgram CPU =
      new DeviceProgram(
          DeviceKind.CPU,
          "TinyCpu.cl",
          32,
          80,
          List.of(
              new DeviceStep("y", "affine", 1, 1, 1, 2, 0),
              new DeviceStep("sum", "results", 1, 1, 1, 1, 0)));

  private static final float[] GAIN = {2, -3};
  private static final float[] SHIFT = {0.5f, 1};

  Tiny(Device device) {
    this(SPEC, GPU, CPU, Tiny::pack, device);
  }

  Tiny(DeviceSpec spec, DeviceProgram gpu, DeviceProgram cpu, WeightSource source, Device device) {
    super(spec, gpu, cpu, weights(), source, name -> Tiny.class.getResourceAsStream(name), device);
  }

  static LoadPhase weights() {
    try {
      return new LoadPhase(
          Weights.of(
              "test",
              List.of(
                  new WeightTensor("gain", List.of(2), GAIN),
                  new WeightTensor("shift", List.of(2), SHIFT))),
          SPEC.weights());
    } catch (WeightsException e) {
      throw new IllegalStateException(e);
    }
  }

  static void pack(DeviceKind kind, WeightBuffer to, LoadPhase weights) {
    to.channels(16, weights.floats("gain"), 1);
    to.channels(48, weights.floats("shift"), 1);
  }

  /** So many different images. */
  static float[] images(int count) {
    float[] in = new float[count * 18];
    for (int i = 0; i < in.length; i++) {
      in[i] = i % 101 - 50;
    }
    return in;
  }

  static float[] y(float[] in) {
    float[] y = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      int channel = i / 9 % 2;
      y[i] = Math.fma(in[i], GAIN[channel], SHIFT[channel]);
    }
    return y;
  }

  /** Exact in any order: all of them are multiples of a half. */
  static float[] sums(float[] in) {
    float[] y = y(in);
    float[] sums = new float[in.length / 18];
    for (int i = 0; i < y.length; i++) {
      sums[i / 18] += y[i];
    }
    return sums;
  }
}
