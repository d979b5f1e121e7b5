package dev.ninc.runtime.opencl;

import static dev.ninc.runtime.opencl.DeviceMemoryTest.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Report;
import dev.ninc.runtime.Workspace;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model on a device that is made up. */
@Timeout(60)
class DeviceModelTest {

  private final FakeOpenCl fake = new FakeOpenCl();

  @BeforeEach
  void noCache() {
    System.setProperty(ProgramCache.PROPERTY, "off");
  }

  @AfterEach
  void properties() {
    System.clearProperty(ProgramCache.PROPERTY);
    System.clearProperty(GeneratedDeviceModel.MODE);
  }

  @Test
  void givesAllOutputs() {
    try (Tiny tiny = new Tiny(fake.device());
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      float[] in = Tiny.images(3);
      float[][] outs = {new float[3 * 18], new float[3]};
      tiny.run(workspace, in, outs);
      assertThat(outs[0]).isEqualTo(Tiny.y(in));
      assertThat(outs[1]).isEqualTo(Tiny.sums(in));
      float[][] one = {null, new float[3]};
      tiny.run(workspace, in, one);
      assertThat(one[1]).isEqualTo(Tiny.sums(in));
      tiny.run(workspace, in, new float[2][]);
      assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
    }
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void takesBuffersFromTheirPositions() {
    Device narrow = fake.device().with(limits(2));
    try (Tiny tiny = new Tiny(narrow);
        DeviceWorkspace workspace = tiny.newWorkspace()) {
      float[] images = Tiny.images(5);
      FloatBuffer in = FloatBuffer.allocate(7 + images.length).put(7, images).position(7);
      FloatBuffer out = FloatBuffer.allocate(3 + images.length).position(3);
      tiny.run(workspace, in, out);
      assertThat(in.remaining()).isZero();
      assertThat(out.position()).isEqualTo(3 + images.length);
      float[] y = new float[images.length];
      out.get(3, y);
      assertThat(y).isEqualTo(Tiny.y(images));
    }
  }

  @Test
  void launchesAsTheStepsSay() {
    try (Tiny tiny = new Tiny(fake.device())) {
      tiny.run(Tiny.images(3));
      assertThat(fake.log).containsExactly("build", "affine 3: 56x1 by 8", "results 3: 24x1 by 8");
    }
    fake.log.clear();
    System.setProperty(GeneratedDeviceModel.MODE, "cpu");
    try (Tiny tiny = new Tiny(fake.device())) {
      tiny.run(Tiny.images(3));
      assertThat(tiny.kind()).isEqualTo(DeviceKind.CPU);
      assertThat(fake.log).containsExactly("build", "affine 3: 3x2 by 1", "results 3: 3x1 by 1");
    }
    System.setProperty(GeneratedDeviceModel.MODE, "tpu");
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("-Dninc.opencl.mode=tpu is not one of gpu, cpu");
  }

  @Test
  void anyNumberOfThreadsMayUseIt() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    try (Tiny tiny = new Tiny(fake.device())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 1; t <= 8; t++) {
        float[] in = Tiny.images(t);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    if (!Arrays.equals(tiny.run(in), Tiny.y(in))) {
                      synchronized (wrong) {
                        wrong.add("wrong");
                      }
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void lengthsAreCheckedAsJavasAre() {
    try (Tiny tiny = new Tiny(fake.device());
        Tiny another = new Tiny(fake.device())) {
      Workspace w = tiny.newWorkspace();
      fails(() -> tiny.run(w, new float[0], new float[1]), "no image: Tiny takes at least one");
      fails(() -> tiny.run(w, new float[19], new float[1]), "19 floats are no whole number of");
      fails(() -> tiny.run(w, new float[36], new float[18]), "output y needs 36 floats for 2");
      fails(() -> tiny.run(w, new float[18], new float[1][]), "1 arrays for the 2 outputs of Tiny");
      fails(() -> tiny.run(w, new float[18], (float[]) null), "no array for the output of Tiny");
      fails(
          () -> tiny.run(another.newWorkspace(), new float[18], new float[18]),
          "the workspace was made by another model");
      fails(
          () -> tiny.run(w, FloatBuffer.allocate(18), FloatBuffer.allocate(17)),
          "room for 17 floats, needed 18");
      fails(() -> tiny.runStep(w, 0, new float[36], new float[2][]), "36 floats instead of one");
    }
  }

  private static void fails(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void reportsWhatRuns() throws InterruptedException {
    try (Tiny tiny = new Tiny(fake.device())) {
      Report report = tiny.awaitFastest(1, TimeUnit.SECONDS);
      assertThat(report.state()).isEqualTo(Report.State.FIXED);
      assertThat(report.backend().toString())
          .isEqualTo("opencl (the program for GPUs on Fake 100 (gpu, Nobody, driver 1.0))");
      assertThat(report.events())
          .extracting(Report.Event::what)
          .satisfiesExactly(
              what -> assertThat(what).isEqualTo("the cache is off, as -Dninc.opencl.cache says"),
              what -> assertThat(what).startsWith("the program was compiled in "),
              what -> assertThat(what).startsWith("80 weights were packed and sent in "));
      assertThat(tiny.device().name()).isEqualTo("Fake 100");
    }
  }

  @Test
  void showsTheCompilersLog() {
    fake.mistake = "the driver can't compile the program: line 3: what is this?";
    assertThatThrownBy(() -> new Tiny(fake.device()))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("line 3: what is this?");
    assertThat(fake.open).hasValue(0);
  }

  @Test
  void refusesClassesOfAnotherInterface() {
    DeviceSpec s = Tiny.SPEC;
    DeviceSpec other =
        new DeviceSpec(
            99,
            s.generator(),
            s.name(),
            s.input(),
            s.outputs(),
            s.labels(),
            s.weights(),
            s.preprocessing());
    assertThatThrownBy(() -> new Tiny(other, Tiny.GPU, Tiny.CPU, Tiny::pack, fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("for version 99 of the OpenCL runtime's interface");
    int common = GeneratedModel.ABI;
    int own = GeneratedDeviceModel.ABI;
    assertThat(GeneratedDeviceModel.requireAbi(common, own, "ninc", "Tiny")).isEqualTo(own);
    assertThatThrownBy(() -> GeneratedDeviceModel.requireAbi(common - 1, own, "ninc", "Tiny"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("for version " + (common - 1) + " of the runtime's interface");
  }

  @Test
  void saysWhereTheTextIsMissing() {
    DeviceProgram lost = new DeviceProgram(DeviceKind.GPU, "Lost.cl", 32, 80, Tiny.GPU.steps());
    assertThatThrownBy(() -> new Tiny(Tiny.SPEC, lost, Tiny.CPU, Tiny::pack, fake.device()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Lost.cl is missing beside the class of Tiny");
    assertThat(fake.open).hasValue(0);
  }
}
