package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Images of a batch that take some steps together. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LockstepTest {

  private static final Mixer.Hook NOTHING = piece -> {};

  /** Of the steps that are divided: the first, one between others, neighbours, and all. */
  private static final List<Set<Integer>> STEPS =
      List.of(Set.of(0), Set.of(1), Set.of(2), Set.of(0, 2), Set.of(1, 2), Set.of(0, 1, 2, 3));

  private static float[] images(int count) {
    float[] in = new float[count * Mixer.SIZE];
    for (int i = 0; i < in.length; i++) {
      in[i] = i % 41 - 13;
    }
    return in;
  }

  private static void check(Model model, Workspace w, int images) {
    float[] in = images(images);
    float[] out = new float[in.length];
    model.run(w, in, out);
    for (int image = 0; image < images; image++) {
      assertThat(Arrays.copyOfRange(out, image * Mixer.SIZE, (image + 1) * Mixer.SIZE))
          .as("image %d of %d", image, images)
          .isEqualTo(Mixer.expected(in, image));
    }
    assertThat(w.in()).as("the caller's array").isNull();
  }

  @Test
  void anyBatchGivesWhatItsImagesGiveAlone() {
    for (Set<Integer> steps : STEPS) {
      Model model = new Mixer(NOTHING, steps);
      for (int threads : List.of(1, 2, 3, 4, 8, 9)) {
        Workspace w = model.newWorkspace(Parallelism.of(threads));
        for (int images : List.of(1, 3, 2, 17, 8, 1, 9, 4, 16, 7, 20)) {
          check(model, w, images);
        }
      }
    }
  }

  @Test
  void aPieceIsDoneForAllImagesOfAGroupBeforeTheNext() {
    List<Integer> pieces = new ArrayList<>();
    Model model = new Mixer(pieces::add, Set.of(1));
    Workspace w = model.newWorkspace();
    check(model, w, 5);
    assertThat(pieces).isEqualTo(eachTimes(5));
    pieces.clear();
    check(model, w, 17); // in groups as even as can be
    List<Integer> groups = new ArrayList<>(eachTimes(6));
    groups.addAll(eachTimes(6));
    groups.addAll(eachTimes(5));
    assertThat(pieces).isEqualTo(groups);
  }

  private static List<Integer> eachTimes(int images) {
    List<Integer> pieces = new ArrayList<>();
    for (int piece = 0; piece < Mixer.SIZE; piece++) {
      pieces.addAll(Collections.nCopies(images, piece));
    }
    return pieces;
  }

  /** A helper that is still busy with another call does not come: then the next call has it. */
  @Test
  void threadsShareThePieces() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Model model =
        new Mixer(
            piece -> {
              seen.add(Thread.currentThread());
              for (int i = 0; i < 10 && seen.size() < 2; i++) {
                sleep(); // a busy machine may let the other wait
              }
            },
            Set.of(1));
    Workspace w = model.newWorkspace(Parallelism.of(2));
    for (int call = 0; call < 100 && seen.size() < 2; call++) {
      check(model, w, 2);
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void nobodyNeedsToCome() {
    Model model = new Mixer(NOTHING, Set.of(1));
    Workspace refused =
        model.newWorkspace(
            Parallelism.on(
                task -> {
                  throw new RejectedExecutionException();
                },
                3));
    Workspace atOnce = model.newWorkspace(Parallelism.on(Runnable::run, 3));
    for (int images = 1; images < 20; images++) {
      check(model, refused, images);
      check(model, atOnce, images);
    }
  }

  @Test
  void whatAHelperThrowsReachesTheCaller() {
    Thread caller = Thread.currentThread();
    IllegalStateException thrown = new IllegalStateException("oh");
    AtomicInteger calls = new AtomicInteger();
    Model model =
        new Mixer(
            piece -> {
              sleep();
              if (Thread.currentThread() != caller && calls.getAndIncrement() == 0) {
                throw thrown;
              }
            },
            Set.of(1));
    Workspace w = model.newWorkspace(Parallelism.of(2));
    float[] in = images(9);
    assertThatThrownBy(() -> model.run(w, in, new float[in.length])).isSameAs(thrown);
    assertThat(w.in()).as("the caller's array").isNull();
    check(model, w, 9);
    check(model, w, 1);
  }

  /** A step alone works in the arena that the workspace was made with, whatever ran before. */
  @Test
  void stepsOneByOneStillWorkAfterABatch() {
    Mixer model = new Mixer(NOTHING, Set.of(1));
    Workspace w = model.newWorkspace();
    check(model, w, 6);
    float[] in = images(1);
    float[][] outs = {new float[Mixer.SIZE]};
    for (int step = 0; step < model.steps().size(); step++) {
      model.runStep(w, step, in, outs);
    }
    assertThat(outs[0]).isEqualTo(Mixer.expected(in, 0));
    assertThat(w.arena()).isSameAs(w.ownArena());
  }

  /** A step that sleeps has a time, whoever runs it. */
  @Test
  void eachStepHasATimeAfterABatch() {
    Mixer model = new Mixer(piece -> sleep(), Set.of(1));
    for (int threads = 1; threads <= 2; threads++) {
      Workspace w = model.newWorkspace(Parallelism.of(threads));
      check(model, w, 2);
      long[] nanos = new long[model.steps().size()];
      model.runTimed(w, images(1), new float[][] {new float[Mixer.SIZE]}, nanos);
      assertThat(nanos[1]).as(threads + " threads").isPositive();
    }
  }

  @Test
  void nothingIsAllocated() {
    for (int threads = 1; threads <= 2; threads++) {
      Model model = new Mixer(NOTHING, Set.of(1));
      Workspace w = model.newWorkspace(Parallelism.of(threads));
      float[] in = images(11);
      float[] out = new float[in.length];
      assertThat(Allocations.least(200, () -> model.run(w, in, out)))
          .as(threads + " threads")
          .isZero();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
