package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratedModelTest {

  private static final float[] TWO_IMAGES = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final float[] DOUBLED = {2, 4, 6, 8, 10, 12, 14, 16};

  @AfterEach
  void forgetTheChoice() {
    System.clearProperty(Backend.PROPERTY);
  }

  @Test
  void theLengthOfTheInputSaysHowManyImages() {
    assertThat(new Doubler().run(TWO_IMAGES)).containsExactly(DOUBLED);
  }

  @Test
  void noImageIsAMistake() {
    Model model = new Doubler();
    assertThatThrownBy(() -> model.run(new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no image: ");
  }

  @Test
  void aWorkspaceIsUsedAgainAndAgain() {
    Model model = new Doubler();
    Workspace w = model.newWorkspace();
    float[] out = new float[8];
    for (int i = 0; i < 3; i++) {
      model.run(w, TWO_IMAGES, out);
      assertThat(out).containsExactly(DOUBLED);
    }
  }

  @Test
  void allOutputsOrOnlySome() {
    Model model = new Doubler();
    float[] once = new float[8];
    model.run(model.newWorkspace(), TWO_IMAGES, new float[][] {null, once});
    assertThat(once).containsExactly(TWO_IMAGES);
  }

  @Test
  void buffersAdvance() {
    Model model = new Doubler();
    FloatBuffer in = FloatBuffer.wrap(TWO_IMAGES);
    FloatBuffer out = FloatBuffer.allocate(9);
    model.run(model.newWorkspace(), in, out);
    assertThat(in.remaining()).isZero();
    assertThat(out.remaining()).isEqualTo(1);
    assertThat(out.array()).startsWith(DOUBLED);
  }

  @Test
  void lengthsThatDoNotFitAreRefused() {
    Model model = new Doubler();
    Workspace w = model.newWorkspace();
    assertThatThrownBy(() -> model.run(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 floats")
        .hasMessageContaining("2x1x2");
    assertThatThrownBy(() -> model.run(w, TWO_IMAGES, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 floats for 2 images");
    assertThatThrownBy(() -> model.run(w, TWO_IMAGES, new float[1][8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 outputs");
    assertThatThrownBy(() -> model.run(w, FloatBuffer.wrap(TWO_IMAGES), FloatBuffer.allocate(7)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachStepHasATime() {
    GeneratedModel model = new Doubler();
    float[] image = {1, 2, 3, 4};
    for (int threads = 1; threads <= 2; threads++) {
      Workspace w = model.newWorkspace(Parallelism.of(threads));
      for (int times : new int[] {0, 3, 5}) {
        float[][] outs = new float[2][4];
        assertThatThrownBy(() -> model.runTimed(w, image, outs, new long[times]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(times + " times for the 4 steps of Doubler");
        assertThat(outs[0]).containsOnly(0);
      }
      float[][] outs = new float[2][4];
      model.runTimed(w, image, outs, new long[4]);
      assertThat(outs[0]).containsExactly(2, 4, 6, 8);
    }
  }

  @Test
  void anotherModelsWorkspaceIsRefused() {
    Workspace w = new Doubler().newWorkspace();
    assertThatThrownBy(() -> new Doubler().run(w, TWO_IMAGES, new float[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another model");
  }

  @Test
  void manyThreadsUseOneModel() throws Exception {
    Model model = new Doubler();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> model.run(TWO_IMAGES));
      }
      for (Future<float[]> result : threads.invokeAll(calls)) {
        assertThat(result.get()).containsExactly(DOUBLED);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void anotherInterfaceIsRefused() {
    assertThatThrownBy(() -> new Doubler(GeneratedModel.ABI + 1, true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("compile the .nin file again");
  }

  @Test
  void withoutTheModuleTheScalarKernelsRunAndSayWhatToDo() {
    Backend backend = new Doubler().backend();
    assertThat(backend.name()).isEqualTo("scalar");
    assertThat(backend.reason()).contains("--add-modules jdk.incubator.vector");
    assertThat(new Doubler().report().state()).isEqualTo(Report.State.FIXED);
  }

  @Test
  void aForcedBackendIsNeverReplaced() {
    System.setProperty(Backend.PROPERTY, "scalar");
    assertThat(new Doubler().backend().reason()).contains("asked for");
    System.setProperty(Backend.PROPERTY, "vector");
    assertThatThrownBy(Doubler::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can't be had")
        .hasMessageContaining("--add-modules");
    System.setProperty(Backend.PROPERTY, "gpu");
    assertThatThrownBy(Doubler::new).hasMessageContaining("auto, scalar, vector");
  }
}
