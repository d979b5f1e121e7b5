package dev.ninc.compiler.steady;

import com.sun.management.ThreadMXBean;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs a network for as long as Java's compilers need, in a process of its own: in that of the
 * tests other networks have run at other widths, and what C2 has learnt of them spoils what it
 * compiles.
 */
final class Patient {

  /** At least one layer for each kind of kernel; {@link SteadyStateTest} checks that. */
  static final String TEXT =
      """
      network Patient {
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
        conv 3x3 21 pad 1 group 21
        lrn 5
        conv 5x5 40 pad 2
        cccp 21
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

  /** Chains as one loop, for there are convolutions enough that are in none. */
  static final Options OPTIONS = Options.DEFAULT.chains(Chains.FUSED);

  /** Seconds after which nothing is allocated any more, at the latest. */
  private static final int PATIENCE = 40;

  /** Runs after which C2 has been asked for each method of each step, by HotSpot's thresholds. */
  private static final int RUNS = 15_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final GeneratedModel model;
  private final Workspace workspace;
  private final float[] images;
  private final float[] out;

  private Patient(GeneratedModel model, int batch) {
    this.model = model;
    this.workspace = model.newWorkspace();
    this.images = new float[batch * model.input().size()];
    this.out = new float[batch * model.output().size()];
  }

  /** Says on standard error what one image and a batch allocate in the end. */
  public static void main(String[] arguments) throws InterruptedException {
    GeneratedModel model = new Harness(TEXT, OPTIONS).model();
    Patient one = new Patient(model, 1);
    one.allocated(); // the first measurement itself allocates
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    int runs = 0;
    while ((runs < RUNS || one.allocated() > 0) && System.nanoTime() < end) {
      one.allocated();
      runs += 10;
    }
    System.err.println("backend: " + model.backend());
    System.err.println("bytes of one image: " + one.allocated() / 10);
    System.err.println("bytes of a batch: " + new Patient(model, 3).allocated() / 10);
    Thread.sleep(500); // what is being compiled is written to the log when it is done
  }

  /** Bytes of ten runs. */
  private long allocated() {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 10; i++) {
      model.run(workspace, images, out);
    }
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
