package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeImport;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.testing.RealData;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published Network In Network for CIFAR-10 with the weights that its authors trained, imported
 * from Caffe, on the first twenty test images, whitened as the weights expect.
 */
class NinCifar10Test {

  private static final int IMAGES = 20;
  private static final int CLASSES = 10;
  private static final double TOLERANCE = 1e-4;

  private static Harness harness;
  private static float[] images;
  private static byte[] labels;
  private static double[] expected;

  @BeforeAll
  static void load() throws IOException {
    String definition = Files.readString(RealData.file("nin-cifar10/train_val.prototxt"));
    byte[] trained = Files.readAllBytes(RealData.file("nin-cifar10/cifar10_nin.caffemodel"));
    Diagnostics diagnostics = new Diagnostics();
    CaffeImport.Imported imported =
        CaffeImport.run(
                new SourceFile("train_val.prototxt", definition),
                trained,
                new CaffeImport.Options(
                    "Cifar10", "cifar10_nin.caffemodel", Optional.of(new Maps(3, 32, 32))),
                diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.list()));
    // The scores before the softmax are what was computed independently.
    String text = imported.nin().replaceFirst("(?m)^ *softmax\\R", "");
    assertThat(text).isNotEqualTo(imported.nin());
    Network network = Harness.check(text, Options.DEFAULT);
    harness = new Harness(network, Weights.of("imported", imported.weights()), Options.DEFAULT);
    images = floats("nin-cifar10/whitened-20x3x32x32.f32le");
    labels = Files.readAllBytes(RealData.file("nin-cifar10/labels-20.u8"));
    expected = doubles("nin-cifar10/expected-pool3-20x10.f64le");
    assertThat(images).hasSize(IMAGES * 3 * 32 * 32);
    assertThat(expected).hasSize(IMAGES * CLASSES);
  }

  @Test
  void theOracleAgreesWithAnIndependentComputation() {
    Interpreter oracle = new Interpreter(harness.checked().graph(), harness::weight);
    Value scores = harness.checked().graph().outputs().get(0).value();
    double[] found = new double[IMAGES * CLASSES];
    for (int i = 0; i < IMAGES; i++) {
      Map<Value, Numbers> all = oracle.run(image(i));
      System.arraycopy(all.get(scores).values(), 0, found, i * CLASSES, CLASSES);
    }
    assertThat(found).containsExactly(expected, within(1e-6));
  }

  @Test
  void scalarKernelsClassifyEighteenOfTwentyImages() {
    assertAnswers(harness.model(Machine.SCALAR).run(images));
  }

  @Test
  void vectorKernelsGiveTheSameBitsAtEveryWidth() {
    float[] scalar = harness.model(Machine.SCALAR).run(images);
    for (Machine machine : Machine.VECTOR) {
      float[] vector = harness.model(machine).run(images);
      assertThat(vector).as("%s", machine).isEqualTo(scalar);
    }
    assertAnswers(harness.model(Machine.VECTOR.get(0)).run(images));
  }

  @Test
  void everyStepIsWithinItsBound() {
    assertThat(harness.verify(Machine.SCALAR, image(0), image(1)).firstDivergence()).isEmpty();
    assertThat(harness.verify(Machine.VECTOR.get(0), image(0)).firstDivergence()).isEmpty();
  }

  @Test
  void theWeightsAreThePublishedOnes() {
    assertThat(harness.checked().graph().params().stream().mapToLong(NinCifar10Test::size).sum())
        .isEqualTo(966_986);
  }

  private static long size(Op.Param param) {
    return param.type().size();
  }

  private static void assertAnswers(float[] found) {
    int right = 0;
    for (int i = 0; i < IMAGES; i++) {
      right += best(found, i) == labels[i] ? 1 : 0;
    }
    assertThat(right).isEqualTo(18);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static int best(float[] scores, int image) {
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = scores[image * CLASSES + c] > scores[image * CLASSES + best] ? c : best;
    }
    return best;
  }

  private static float[] image(int i) {
    int size = images.length / IMAGES;
    return Arrays.copyOfRange(images, i * size, (i + 1) * size);
  }

  private static float[] floats(String name) throws IOException {
    var buffer = buffer(name).asFloatBuffer();
    float[] all = new float[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static double[] doubles(String name) throws IOException {
    var buffer = buffer(name).asDoubleBuffer();
    double[] all = new double[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static ByteBuffer buffer(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(RealData.file(name))).order(ByteOrder.LITTLE_ENDIAN);
  }
}
