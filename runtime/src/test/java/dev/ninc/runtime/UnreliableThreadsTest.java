package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Threads that don't come, come late or come twice, and what is left of a call when it is over. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class UnreliableThreadsTest {

  private static final String NO_THREAD = "unable to create native thread";

  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  private static float[] image() {
    float[] image = new float[Mixer.SIZE];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 37 - 11;
    }
    return image;
  }

  private static void check(Model model, Workspace w) {
    float[] out = new float[Mixer.SIZE];
    model.run(w, image(), out);
    assertThat(out).isEqualTo(Mixer.expected(image(), 0));
  }

  @Test
  void whatAnExecutorThrowsEndsTheCall() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      AtomicInteger tasks = new AtomicInteger();
      Parallelism parallelism =
          Parallelism.on(
              task -> {
                if (tasks.incrementAndGet() == 2) {
                  throw new IllegalStateException("on purpose");
                }
                one.execute(task);
              },
              3);
      Model model = new Mixer(piece -> {});
      Workspace w = model.newWorkspace(parallelism);
      assertThatThrownBy(() -> check(model, w)).hasMessage("on purpose");
      assertThat(one.submit(() -> "free").get()).isEqualTo("free");
      assertThat(w.in()).as("the caller's array").isNull();
      check(model, w);
      assertThat(tasks.get()).as("the second place is offered again").isGreaterThan(2);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void anExecutorWithoutThreadsIsDoneWithout() {
    Model model = new Mixer(piece -> {});
    Workspace w =
        model.newWorkspace(
            Parallelism.on(
                task -> {
                  throw new OutOfMemoryError(NO_THREAD);
                },
                3));
    check(model, w);
    check(model, w);
  }

  /** Nobody knows then whether the task will run: two threads must not share one's memory. */
  @Test
  void anExecutorMayThrowAndYetRunTheTask() {
    AtomicInteger tasks = new AtomicInteger();
    Model model = new Mixer(piece -> Thread.onSpinWait());
    Workspace w =
        model.newWorkspace(
            Parallelism.on(
                task -> {
                  pool.execute(task);
                  pool.execute(task);
                  if (tasks.incrementAndGet() % 3 == 0) {
                    throw new IllegalStateException("on purpose");
                  }
                },
                3));
    int failed = 0;
    // On a busy machine many calls are over before the pool has taken its first task.
    for (int i = 0; i < 300 || (failed == 0 && i < 100_000); i++) {
      float[] out = new float[Mixer.SIZE];
      try {
        model.run(w, image(), out);
        assertThat(out).isEqualTo(Mixer.expected(image(), 0));
      } catch (IllegalStateException e) {
        failed++;
      }
    }
    assertThat(failed).isPositive();
  }

  @Test
  void aThreadThatCanNotStartIsNotCounted() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    Workers workers =
        new Workers(1, TimeUnit.SECONDS.toNanos(5)) {
          @Override
          void start(Thread worker) {
            switch (starts.incrementAndGet()) {
              case 1 -> throw new OutOfMemoryError(NO_THREAD);
              case 2 -> throw new IllegalStateException("on purpose");
              default -> super.start(worker);
            }
          }
        };
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    Runnable task = () -> ran.complete(Thread.currentThread());
    assertThat(workers.offer(task)).isFalse();
    assertThatThrownBy(() -> workers.offer(task)).hasMessage("on purpose");
    assertThat(workers.alive()).isZero();
    assertThat(workers.offer(task)).isTrue();
    assertThat(ran.get().getContextClassLoader()).as("a caller's class loader").isNull();
  }

  @Test
  void aWorkspaceLetsGoOfKernels() throws Exception {
    Workspace w = new Mixer(piece -> {}).newWorkspace(Parallelism.of(2));
    WeakReference<Kernels> kernels = run(w);
    for (int i = 0; i < 500 && kernels.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(kernels.get()).isNull();
    assertThat(w.in()).isNull();
  }

  private static WeakReference<Kernels> run(Workspace w) {
    Kernels kernels = new Counting();
    w.bind(image(), new float[1][Mixer.SIZE]);
    w.team().run(kernels, 1, Mixer.SIZE, new int[] {Mixer.SIZE});
    w.release();
    assertThat(((Counting) kernels).pieces).hasValue(4 * Mixer.SIZE);
    return new WeakReference<>(kernels);
  }

  private static final class Counting extends Kernels {
    private final AtomicInteger pieces = new AtomicInteger();

    @Override
    public int units(int step) {
      return Mixer.SIZE;
    }

    @Override
    public int grain(int step) {
      return 1;
    }

    @Override
    public void step(int step, Workspace w, int from, int to) {
      pieces.addAndGet(to - from);
    }

    @Override
    public boolean isVector() {
      return false;
    }

    @Override
    public String describe() {
      return "counts";
    }
  }

  @Test
  void moreThreadsThanTheMostAreRefused() {
    int most = Parallelism.MOST_THREADS;
    assertThat(Parallelism.of(most).threads()).isEqualTo(256);
    assertThatThrownBy(() -> Parallelism.of(most + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("257 threads: at least 1, the caller's, and at most 256");
    assertThatThrownBy(() -> Parallelism.on(Runnable::run, most + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
