package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A run in a workspace allocates nothing: no garbage, no pauses. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Every kind of kernel. */
  private static final String TEXT =
      """
      network Thrifty {
        input 3x12x12
        mlpconv 3x3 [20, 16] pad 1
        concat {
          cccp 16
        } {
          conv 3x3 5 pad 1 act sigmoid
        }
        maxpool 3x3 stride 2
        batchnorm
        depthwise 3x3 pad 1
        depthwise 5x5 pad 2
        lrn 5
        avgpool 2x2 stride 2
        add {
          conv 3x3 21 pad 1 act leaky(0.1)
        } {
          identity
        }
        tanh
        cccp 7
        gap
        softmax
      }
      """;

  /** Runs after which the vector kernels are compiled, at the latest. */
  private static final int PATIENCE = 200_000;

  /** Bytes of ten runs. */
  private static long allocated(GeneratedModel model, Workspace w, float[] image, float[] out) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 10; i++) {
      model.run(w, image, out);
    }
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void scalarKernelsAllocateNothing() {
    GeneratedModel model = new Harness(TEXT, Options.DEFAULT).model(Machine.SCALAR);
    assertThat(runsUntilNothingIsAllocated(model)).isLessThan(20);
  }

  /**
   * Vectors are objects until C2 has compiled the kernels. In a Java of its own: here other tests
   * have run other widths, and what C2 has learnt of them spoils what it compiles.
   */
  @Test
  void vectorKernelsAllocateNothingOnceCompiled() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Dninc.backend=vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).contains("nothing is allocated after ");
  }

  /** Runs the vector kernels until they allocate nothing, and fails where that never comes. */
  public static void main(String[] arguments) {
    GeneratedModel model = new Harness(TEXT, Options.DEFAULT).model();
    int runs = runsUntilNothingIsAllocated(model);
    System.out.println(model.backend().reason() + ": nothing is allocated after " + runs + " runs");
    System.exit(runs < PATIENCE ? 0 : 1);
  }

  private static int runsUntilNothingIsAllocated(GeneratedModel model) {
    Workspace w = model.newWorkspace();
    float[] image = new float[model.input().size()];
    float[] out = new float[model.output().size()];
    // The first measurement itself allocates.
    allocated(model, w, image, out);
    int runs = 0;
    while (runs < PATIENCE && allocated(model, w, image, out) > 0) {
      runs += 10;
    }
    return runs;
  }
}
