package dev.ninc.runtime;

import java.util.Arrays;

/**
 * The threads of a workspace at work: on the pieces of a step, or on an image each.
 *
 * <p>A batch goes through most steps image by image, each image in one thread. Steps with large
 * weights and little to do with them may be taken in lockstep ({@link Kernels#isInLockstep}): each
 * thread takes a piece, such as a panel of outputs, and does it for one image after the other, so
 * that the panel's weights come from memory once. Then each image of a group has an arena.
 */
final class Team {

  /**
   * Images that go in lockstep at most. With 8, an image of NIN ImageNet takes about 15 % less time
   * than alone. With 4 it takes 2 % more than with 8 in two threads, and 16, for twice the memory,
   * save 1 % at most.
   */
  static final int GROUP = 8;

  private final Workspace main;
  private final ModelSpec spec;
  private final Crew crew;
  private final Workspace[] lanes;
  private final Crew.Job pieces = this::pieces;
  private final Crew.Job images = this::images;
  private float[][] arenas;

  private Kernels kernels;
  private boolean lockstep;
  private int inputSize;
  private int[] outputSizes;

  /** Where the time of each step is added up; null where nobody asks. */
  private long[] nanos;

  /** What is being done: steps, and the images that they are done for. */
  private int step;

  private int endOfSteps;
  private int first;
  private int count;

  /**
   * The image in the first arena. Out of lockstep there are only as many arenas as threads, and
   * images that are divided take the first one in turn.
   */
  private int inFirstArena;

  /**
   * @param main the caller's, with an arena that has a band for each thread
   */
  Team(Workspace main, ModelSpec spec, Parallelism parallelism) {
    this.main = main;
    this.spec = spec;
    this.crew = new Crew(parallelism);
    this.lanes = new Workspace[parallelism.threads()];
    lanes[0] = main;
    for (int lane = 1; lane < lanes.length; lane++) {
      lanes[lane] = main.lane(spec, lane);
    }
    this.arenas = new float[][] {main.ownArena()};
  }

  /** Whether a batch goes through some steps in lockstep. */
  static boolean isInLockstep(ModelSpec spec, Kernels kernels, int images, int threads) {
    if (images == 1 || threads > GROUP) {
      return false;
    }
    for (int step = 0; step < spec.steps().size(); step++) {
      if (kernels.isInLockstep(step)) {
        return true;
      }
    }
    return false;
  }

  /** Runs the images that the main workspace is bound to. */
  void run(Kernels current, int all, int newInputSize, int[] newOutputSizes) {
    kernels = current;
    inputSize = newInputSize;
    outputSizes = newOutputSizes;
    lockstep = isInLockstep(spec, current, all, lanes.length);
    int group = lockstep ? group(all) : all;
    try {
      provide(lockstep ? group : all < lanes.length ? 1 : lanes.length);
      bind();
      crew.begin();
      for (int image = 0; image < all; image += group) {
        run(image, Math.min(group, all - image));
      }
    } finally {
      crew.end();
      release();
    }
  }

  /**
   * Runs the one image that the main workspace is bound to.
   *
   * @param ofSteps nanoseconds, to which those of each step are added
   */
  void runTimed(Kernels current, int newInputSize, int[] newOutputSizes, long[] ofSteps) {
    nanos = ofSteps;
    try {
      run(current, 1, newInputSize, newOutputSizes);
    } finally {
      nanos = null;
    }
  }

  /** The images of a group: the same number in each, as far as they go round the threads. */
  private int group(int all) {
    int largest = GROUP - GROUP % lanes.length;
    int groups = (all + largest - 1) / largest;
    int even = (all + groups - 1) / groups;
    int rounds = (even + lanes.length - 1) / lanes.length;
    return Math.min(all, rounds * lanes.length);
  }

  private void run(int newFirst, int newCount) {
    int end;
    for (int s = 0; s < spec.steps().size(); s = end) {
      end = s + 1;
      if (lockstep && kernels.isInLockstep(s)) {
        inFirstArena = newFirst;
        together(s, newFirst, newCount);
      } else {
        while (end < spec.steps().size() && !(lockstep && kernels.isInLockstep(end))) {
          end++;
        }
        apart(s, end, newFirst, newCount);
      }
    }
  }

  /**
   * Runs images through some steps. Where there is one for each thread they run side by side, and
   * what is left over one after the other.
   */
  private void apart(int from, int end, int newFirst, int newCount) {
    // Times are taken of steps, so nothing runs side by side then.
    int sideBySide = nanos == null ? newCount - newCount % lanes.length : 0;
    if (sideBySide > 0) {
      step = from;
      endOfSteps = end;
      first = newFirst;
      inFirstArena = newFirst;
      crew.run(images, sideBySide, 1);
    }
    for (int image = newFirst + sideBySide; image < newFirst + newCount; image++) {
      inFirstArena = lockstep ? newFirst : image;
      for (int s = from; s < end; s++) {
        long start = nanos == null ? 0 : System.nanoTime();
        together(s, image, 1);
        if (nanos != null) {
          nanos[s] += System.nanoTime() - start;
        }
      }
    }
  }

  /** Runs images through a step, whose pieces are divided among the threads. */
  private void together(int newStep, int newFirst, int newCount) {
    step = newStep;
    first = newFirst;
    count = newCount;
    int units = kernels.units(newStep);
    int grain = newCount == 1 ? kernels.grain(newStep) : 1;
    if (lanes.length == 1 || units < 2 * grain) {
      pieces(0, 0, units);
    } else {
      crew.run(pieces, units, grain);
    }
  }

  private void pieces(int lane, int from, int to) {
    Workspace w = lanes[lane];
    int atOnce = count == 1 ? to - from : 1;
    for (int piece = from; piece < to; piece += atOnce) {
      for (int image = first; image < first + count; image++) {
        w.enter(arenas[image - inFirstArena], w.ownBand());
        w.image(image, inputSize, outputSizes);
        kernels.step(step, w, piece, piece + atOnce);
      }
    }
  }

  private void images(int lane, int from, int to) {
    Workspace w = lanes[lane];
    for (int i = from; i < to; i++) {
      w.enter(arenas[lockstep ? i : lane], main.ownBand());
      w.image(first + i, inputSize, outputSizes);
      for (int s = step; s < endOfSteps; s++) {
        kernels.step(s, w, 0, kernels.units(s));
      }
    }
  }

  /** Sees to it that there are so many arenas: all of them or, where memory is short, none. */
  private void provide(int wanted) {
    if (wanted <= arenas.length) {
      return;
    }
    // With more threads, only one at a time works in an arena, for nothing goes in lockstep.
    int bands = lanes.length > GROUP ? 1 : lanes.length;
    float[][] more = Arrays.copyOf(arenas, wanted);
    for (int i = arenas.length; i < wanted; i++) {
      more[i] = Workspace.arena(spec, bands);
    }
    arenas = more;
  }

  private void bind() {
    for (int lane = 1; lane < lanes.length; lane++) {
      lanes[lane].bind(main);
    }
  }

  /**
   * Nobody may hold on to the caller's arrays, nor to kernels in whose place others may come before
   * the next call.
   */
  private void release() {
    kernels = null;
    for (int lane = 1; lane < lanes.length; lane++) {
      lanes[lane].release();
    }
  }
}
