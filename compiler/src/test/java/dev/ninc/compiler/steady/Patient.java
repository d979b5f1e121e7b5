package dev.ninc.compiler.steady;

import com.sun.management.ThreadMXBean;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
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
        few: conv 3x3 16 pad 1
        many: conv 3x3 24 pad 1
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
  static final Options OPTIONS =
      Options.DEFAULT.policy(
          Policy.DEFAULT
              .chains(Chains.FUSED)
              .algorithms(Map.of("few", "fused winograd F(4x4)", "many", "winograd F(4x4)")));

  /** Seconds after which nothing is allocated any more, at the latest. */
  private static final int PATIENCE = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final GeneratedModel model;
  private final Workspace workspace;
  private final float[] images;
  private final float[] out;

  private Patient(GeneratedModel model, int batch, int threads) {
    this.model = model;
    this.workspace = model.newWorkspace(Parallelism.of(threads));
    this.images = new float[batch * model.input().size()];
    this.out = new float[batch * model.output().size()];
  }

  /**
   * Says what runs allocate in the end: those of one image, and of a batch.
   *
   * @param arguments how many threads share the work, and how often a network runs at least
   */
  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    int least = Integer.parseInt(arguments[1]);
    GeneratedModel model = new Harness(TEXT, OPTIONS).model();
    System.out.println("backend: " + model.backend());
    for (int batch : new int[] {1, 5}) {
      long bytes = new Patient(model, batch, threads).settled(least / batch);
      System.out.println("batch " + batch + ": " + bytes + " bytes");
    }
    Thread.sleep(500); // what is being compiled is written to the log when it is done
  }

  /** Bytes of ten runs when all is compiled. */
  private long settled(int least) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    long bytes = allocated(); // the first measurement itself allocates
    for (int runs = 0; (runs < least || bytes > 0) && System.nanoTime() < end; runs += 10) {
      bytes = allocated();
    }
    return bytes;
  }

  /** Bytes of ten runs, in all threads. What the measurement allocates is not counted. */
  private long allocated() {
    long caller = Thread.currentThread().getId();
    long[] others = Arrays.stream(THREADS.getAllThreadIds()).filter(id -> id != caller).toArray();
    long before = sum(THREADS.getThreadAllocatedBytes(others));
    before += THREADS.getThreadAllocatedBytes(caller);
    for (int i = 0; i < 10; i++) {
      model.run(workspace, images, out);
    }
    long after = THREADS.getThreadAllocatedBytes(caller);
    return after + sum(THREADS.getThreadAllocatedBytes(others)) - before;
  }

  /** A thread that has ended is −1. */
  private static long sum(long[] bytes) {
    long sum = 0;
    for (long b : bytes) {
      sum += Math.max(0, b);
    }
    return sum;
  }
}
