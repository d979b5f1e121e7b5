package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Several threads in one call. A hang is a failure, though an interrupt would not end it. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ParallelismTest {

  private static final Mixer.Hook NOTHING = piece -> {};

  private final List<ExecutorService> pools = new ArrayList<>();

  @AfterEach
  void end() {
    pools.forEach(ExecutorService::shutdownNow);
  }

  private ExecutorService pool(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    pools.add(pool);
    return pool;
  }

  private static float[] images(int count) {
    float[] in = new float[count * Mixer.SIZE];
    for (int i = 0; i < in.length; i++) {
      in[i] = i % 37 - 11;
    }
    return in;
  }

  private static void check(Model model, Workspace w, int images) {
    float[] in = images(images);
    float[] out = new float[in.length];
    model.run(w, in, out);
    for (int image = 0; image < images; image++) {
      assertThat(Arrays.copyOfRange(out, image * Mixer.SIZE, (image + 1) * Mixer.SIZE))
          .isEqualTo(Mixer.expected(in, image));
    }
  }

  private static void check(Parallelism parallelism) {
    Model model = new Mixer(NOTHING);
    Workspace w = model.newWorkspace(parallelism);
    for (int i = 0; i < 20; i++) {
      check(model, w, 1 + i % 9);
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() {
    for (int threads = 1; threads <= 5; threads++) {
      check(Parallelism.of(threads));
    }
    check(Parallelism.available());
    assertThat(Parallelism.available().threads())
        .isEqualTo(Math.min(Runtime.getRuntime().availableProcessors(), 256));
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> Parallelism.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Parallelism.on(null, 2)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void othersTakeTheirShare() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger expected = new AtomicInteger(3);
    Model model =
        new Mixer(
            piece -> {
              seen.add(Thread.currentThread());
              for (int i = 0; i < 300 && seen.size() < expected.get(); i++) {
                sleep(1); // a busy machine may let the others wait
              }
            });
    check(model, model.newWorkspace(Parallelism.of(3)), 1);
    assertThat(seen).hasSize(3).contains(Thread.currentThread());
    seen.remove(Thread.currentThread());
    assertThat(seen).allMatch(Thread::isDaemon).allMatch(t -> t.getName().equals("ninc-worker"));
    seen.clear();
    expected.set(2);
    check(model, model.newWorkspace(Parallelism.of(2)), 2);
    assertThat(seen).hasSize(2);
  }

  @Test
  void anExecutorThatNeverRunsAnythingIsNotFlooded() {
    AtomicInteger tasks = new AtomicInteger();
    check(Parallelism.on(task -> tasks.incrementAndGet(), 4));
    assertThat(tasks).hasValue(3);
  }

  @Test
  void anExecutorMayRefuse() {
    check(
        Parallelism.on(
            task -> {
              throw new RejectedExecutionException();
            },
            3));
  }

  @Test
  void anExecutorMayRunTasksAtOnce() {
    check(Parallelism.on(Runnable::run, 3));
  }

  @Test
  void oneBusyThreadIsNotWaitedFor() throws Exception {
    ExecutorService pool = pool(1);
    CountDownLatch busy = new CountDownLatch(1);
    Future<Boolean> other = pool.submit(() -> busy.await(1, TimeUnit.MINUTES));
    Model model = new Mixer(NOTHING);
    Workspace w = model.newWorkspace(Parallelism.on(pool, 3));
    check(model, w, 1);
    check(model, w, 7);
    busy.countDown();
    assertThat(other.get()).isTrue();
    for (int i = 0; i < 100; i++) {
      check(model, w, 1);
    }
    assertThat(pool.submit(() -> "free").get()).isEqualTo("free");
  }

  @Test
  void aCallMayComeFromTheThreadsThatShouldHelp() throws Exception {
    for (int threads = 1; threads <= 3; threads++) {
      ExecutorService pool = pool(threads);
      Model model = new Mixer(NOTHING);
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(
            () -> {
              Workspace w = model.newWorkspace(Parallelism.on(pool, 3));
              for (int run = 0; run < 20; run++) {
                check(model, w, 1 + run % 4);
              }
              return null;
            });
      }
      for (Future<Void> call : pool.invokeAll(calls)) {
        call.get();
      }
    }
  }

  @Test
  void manyCallersAtOnce() throws Exception {
    Model model = new Mixer(NOTHING);
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Parallelism parallelism = Parallelism.of(1 + i % 4);
      calls.add(
          () -> {
            Workspace w = model.newWorkspace(parallelism);
            for (int run = 0; run < 300; run++) {
              check(model, w, 1 + run % 5);
            }
            return null;
          });
    }
    for (Future<Void> call : pool(8).invokeAll(calls)) {
      call.get();
    }
  }

  @Test
  void whatAHelperThrowsReachesTheCaller() {
    Thread caller = Thread.currentThread();
    for (Throwable thrown : List.of(new IllegalStateException("oh"), new AssertionError("no"))) {
      AtomicInteger calls = new AtomicInteger();
      Model model =
          new Mixer(
              piece -> {
                sleep(1);
                if (Thread.currentThread() != caller && calls.getAndIncrement() == 0) {
                  fail(thrown);
                }
              });
      Workspace w = model.newWorkspace(Parallelism.of(2));
      float[] in = images(1);
      assertThatThrownBy(() -> model.run(w, in, new float[in.length])).isSameAs(thrown);
      check(model, w, 1);
    }
  }

  @Test
  void whatTheCallerThrowsLeavesNobodyBehind() {
    Thread caller = Thread.currentThread();
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger working = new AtomicInteger();
    Model model =
        new Mixer(
            piece -> {
              working.incrementAndGet();
              sleep(Thread.currentThread() == caller ? 1 : 5);
              working.decrementAndGet();
              if (Thread.currentThread() == caller && calls.getAndIncrement() == 0) {
                throw new IllegalStateException("mine");
              }
            });
    Workspace w = model.newWorkspace(Parallelism.of(3));
    float[] in = images(1);
    assertThatThrownBy(() -> model.run(w, in, new float[in.length])).hasMessage("mine");
    assertThat(working).hasValue(0);
    check(model, w, 1);
  }

  @Test
  void anInterruptIsKept() {
    Model model = new Mixer(piece -> sleepOrNot(Thread.currentThread().isInterrupted()));
    Workspace w = model.newWorkspace(Parallelism.of(2));
    Thread.currentThread().interrupt();
    try {
      check(model, w, 1);
      check(model, w, 5);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void nothingIsAllocated() {
    Model model = new Mixer(NOTHING);
    Workspace w = model.newWorkspace(Parallelism.of(2));
    float[] in = images(3);
    float[] out = new float[in.length];
    assertThat(Allocations.least(1_000, () -> model.run(w, in, out))).isZero();
  }

  @Test
  void idleThreadsEnd() throws Exception {
    Workers workers = new Workers(2, TimeUnit.MILLISECONDS.toNanos(20));
    for (int i = 0; i < 50; i++) {
      CountDownLatch ran = new CountDownLatch(2);
      CountDownLatch both = new CountDownLatch(2);
      Runnable task =
          () -> {
            both.countDown();
            await(both);
            ran.countDown();
          };
      // A thread that is about to end is not counted on: then another one is started.
      while (!workers.offer(task)) {
        Thread.onSpinWait();
      }
      while (!workers.offer(task)) {
        Thread.onSpinWait();
      }
      assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(i % 5 * 10L);
    }
    while (workers.alive() > 0) {
      Thread.sleep(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void fail(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private static void sleepOrNot(boolean interrupted) {
    if (!interrupted) {
      sleep(1);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
