package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.java.Lockstep;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Generated classes give the same bits whatever the number of threads. A hang is a failure, though
 * an interrupt would not end it.
 */
class ThreadsTest {

  /** Large enough that most steps are worth dividing: by panels, rows, tiles and bands. */
  private static final String TEXT =
      """
      network Shared {
        input 3x40x40
        mlpconv 5x5 [96, 64] pad 2
        concat {
          cccp 80
        } {
          conv 3x3 21 pad 1 act sigmoid
        }
        maxpool 3x3 stride 2
        batchnorm
        depthwise 3x3 pad 1
        conv 3x3 256 pad 1
        lrn 5
        avgpool 2x2 stride 2
        add {
          conv 3x3 256 pad 1 act leaky(0.1)
        } {
          identity
        }
        tanh
        cccp 70
        gap
        softmax
      }
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestFactory
  Stream<DynamicTest> sameBits() {
    return Stream.of(Chains.FUSED, Chains.SEPARATE)
        .flatMap(
            chains -> {
              Harness harness = new Harness(TEXT, Options.DEFAULT.chains(chains));
              return Stream.of(Machine.SCALAR, Machine.VECTOR.get(0), Machine.VECTOR.get(1))
                  .map(
                      machine ->
                          DynamicTest.dynamicTest(
                              machine + ", chains " + chains,
                              () ->
                                  assertTimeoutPreemptively(
                                      PATIENCE, () -> check(harness, machine))));
            });
  }

  /**
   * More weights than stay in a cache: directly, by Winograd's algorithm, and of a single pixel.
   */
  private static final String HEAVY =
      """
      network Heavy {
        input 64x5x5
        conv 3x3 640 pad 1
        cccp 64
        conv 3x3 512 pad 1
        cccp 192
        conv 5x5 1010 pad 1 stride 2
        gap
        cccp 1500
        softmax
      }
      """;

  /** Images of a batch may take steps with large weights together. */
  @TestFactory
  Stream<DynamicTest> batchesGiveWhatTheirImagesGive() {
    Harness harness = new Harness(HEAVY, Options.DEFAULT);
    return Machine.VECTOR.stream()
        .limit(2)
        .map(
            machine ->
                DynamicTest.dynamicTest(
                    machine.toString(),
                    () -> {
                      assertThat(Lockstep.steps(harness.plan(machine)))
                          .as("steps in lockstep")
                          .hasSizeGreaterThan(2);
                      assertTimeoutPreemptively(PATIENCE, () -> checkBatches(harness, machine));
                    }));
  }

  private static void checkBatches(Harness harness, Machine machine) {
    GeneratedModel model = harness.model(machine);
    float[] batch = batch(harness, 11);
    float[] expected = oneByOne(model, batch);
    for (int threads = 1; threads <= 4; threads++) {
      Workspace w = model.newWorkspace(Parallelism.of(threads));
      for (int images : List.of(1, 3, 11, 8)) {
        assertThat(results(model, w, batch, images))
            .as(images + " images, " + threads + " threads")
            .isEqualTo(Arrays.copyOf(expected, images * model.output().size()));
      }
    }
  }

  private static float[] oneByOne(GeneratedModel model, float[] batch) {
    int size = model.input().size();
    int answers = model.output().size();
    float[] all = new float[batch.length / size * answers];
    float[] out = new float[answers];
    Workspace w = model.newWorkspace();
    for (int i = 0; i < batch.length / size; i++) {
      model.run(w, Arrays.copyOfRange(batch, i * size, (i + 1) * size), out);
      System.arraycopy(out, 0, all, i * answers, answers);
    }
    return all;
  }

  private static float[] results(GeneratedModel model, Workspace w, float[] batch, int images) {
    float[] out = new float[images * model.output().size()];
    model.run(w, Arrays.copyOf(batch, images * model.input().size()), out);
    return out;
  }

  private static void check(Harness harness, Machine machine) {
    GeneratedModel model = harness.model(machine);
    int divided = 0;
    for (int step = 0; step < model.steps().size(); step++) {
      divided += model.units(step) > 1 ? 1 : 0;
    }
    assertThat(divided).as("steps in pieces").isGreaterThan(8);
    float[] batch = batch(harness, 5);
    float[] expected = new float[5 * model.output().size()];
    model.run(model.newWorkspace(), batch, expected);
    for (int threads = 2; threads <= 4; threads++) {
      Workspace w = model.newWorkspace(Parallelism.of(threads));
      for (int images : List.of(1, 2, 5, 1, 3)) {
        assertThat(results(model, w, batch, images))
            .as(images + " images, " + threads + " threads")
            .isEqualTo(Arrays.copyOf(expected, images * model.output().size()));
      }
    }
  }

  private static float[] batch(Harness harness, int images) {
    List<float[]> all = new ArrayList<>();
    IntStream.range(0, images).forEach(i -> all.add(harness.image(i)));
    int size = all.get(0).length;
    float[] batch = new float[images * size];
    for (int i = 0; i < images; i++) {
      System.arraycopy(all.get(i), 0, batch, i * size, size);
    }
    return batch;
  }
}
