package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeImport;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.RealData;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

/**
 * The published Network In Network for CIFAR-10 with the weights that its authors trained, imported
 * from Caffe, on the first twenty test images, whitened as the weights expect.
 *
 * @param network up to the scores before the softmax, which are what was computed independently
 * @param images all twenty, one after the other
 * @param expected the scores of the images in double precision
 */
record PublishedCifar10(
    Network network, Weights weights, float[] images, byte[] labels, double[] expected) {

  static final int IMAGES = 20;
  static final int CLASSES = 10;

  private static final double TOLERANCE = 1e-4;

  static PublishedCifar10 load() throws IOException {
    String definition = Files.readString(RealData.file("nin-cifar10/train_val.prototxt"));
    byte[] trained = Files.readAllBytes(RealData.file("nin-cifar10/cifar10_nin.caffemodel"));
    Diagnostics diagnostics = new Diagnostics();
    Imported imported =
        CaffeImport.run(
                new SourceFile("train_val.prototxt", definition),
                trained,
                new CaffeImport.Options(
                    "Cifar10", "cifar10_nin.caffemodel", Optional.of(new Maps(3, 32, 32))),
                diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.list()));
    String text = imported.nin().replaceFirst("(?m)^ *softmax\\R", "");
    assertThat(text).isNotEqualTo(imported.nin());
    float[] images = floats("nin-cifar10/whitened-20x3x32x32.f32le");
    double[] expected = doubles("nin-cifar10/expected-pool3-20x10.f64le");
    assertThat(images).hasSize(IMAGES * 3 * 32 * 32);
    assertThat(expected).hasSize(IMAGES * CLASSES);
    return new PublishedCifar10(
        Harness.check(text, Options.DEFAULT),
        Weights.of("imported", imported.weights()),
        images,
        Files.readAllBytes(RealData.file("nin-cifar10/labels-20.u8")),
        expected);
  }

  float[] image(int i) {
    int size = images.length / IMAGES;
    return Arrays.copyOfRange(images, i * size, (i + 1) * size);
  }

  /** Eighteen of twenty are right, and all scores are as published. */
  void assertAnswers(float[] found) {
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
