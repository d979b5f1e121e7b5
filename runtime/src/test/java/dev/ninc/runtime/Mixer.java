package dev.ninc.runtime;

import java.util.List;
import java.util.Set;

/**
 * A model written by hand whose steps read all that the steps before them wrote: a piece that comes
 * too early or gets lost shows in the result.
 */
final class Mixer extends GeneratedModel {

  static final int SIZE = 64;

  /** Done at each piece of the middle step, with the number of the piece. */
  interface Hook {
    void at(int piece);
  }

  private static final Shape SHAPE = new Shape(SIZE, 1, 1);

  Mixer(Hook hook) {
    this(hook, Set.of());
  }

  /** One whose images take these steps, 0 to 3, in lockstep. */
  Mixer(Hook hook, Set<Integer> lockstep) {
    super(spec(), new Backends(hook, lockstep), Doubler.noWeights());
  }

  private static ModelSpec spec() {
    return new ModelSpec(
        ABI,
        "ninc test",
        "Mixer",
        SHAPE,
        List.of(new NamedOutput("mixed", SHAPE)),
        List.of(),
        2 * SIZE,
        new ModelSpec.Scratch(1, SIZE, SIZE, SIZE, 0, 0),
        List.of("read", "sums", "back", "out"),
        List.of());
  }

  /** What comes out for an image. */
  static float[] expected(float[] in, int image) {
    float[] sums = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        sums[i] += in[image * SIZE + j] * (i + 1);
      }
    }
    float[] out = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      out[i] = sums[SIZE - 1 - i] - sums[i];
    }
    return out;
  }

  private static final class Backends extends KernelSource {
    private final Hook hook;
    private final Set<Integer> lockstep;

    Backends(Hook hook, Set<Integer> lockstep) {
      this.hook = hook;
      this.lockstep = lockstep;
    }

    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights) {
      return new Mix(hook, lockstep);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new Mix(hook, lockstep);
    }
  }

  private static final class Mix extends Kernels {
    private final Hook hook;
    private final boolean[] lockstep = new boolean[4];

    Mix(Hook hook, Set<Integer> lockstep) {
      this.hook = hook;
      lockstep.forEach(step -> this.lockstep[step] = true);
    }

    @Override
    public boolean isInLockstep(int step) {
      return lockstep[step];
    }

    @Override
    public int units(int step) {
      return step == 3 ? 1 : SIZE;
    }

    @Override
    public int grain(int step) {
      return step == 0 ? SIZE : 1;
    }

    @Override
    public void step(int step, Workspace w, int from, int to) {
      float[] a = w.arena();
      for (int i = from; i < to; i++) {
        switch (step) {
          case 0 -> a[i] = w.in()[w.inOffset() + i];
          case 1 -> sum(w, i);
          case 2 -> a[i] = a[SIZE + SIZE - 1 - i] - a[SIZE + i];
          default -> System.arraycopy(a, 0, w.out(0), w.outOffset(0), SIZE);
        }
      }
    }

    /** Through all memory that a thread has for itself. */
    private void sum(Workspace w, int i) {
      hook.at(i);
      for (int j = 0; j < SIZE; j++) {
        w.rows()[0][j] = w.arena()[j];
      }
      for (int j = 0; j < SIZE; j++) {
        w.scratch()[j] = w.rows()[0][j] * (i + 1);
      }
      System.arraycopy(w.scratch(), 0, w.arena(), w.band(), SIZE);
      float sum = 0;
      for (int j = 0; j < SIZE; j++) {
        sum += w.arena()[w.band() + j];
      }
      w.arena()[SIZE + i] = sum;
    }

    @Override
    public boolean isVector() {
      return false;
    }

    @Override
    public String describe() {
      return "by hand";
    }
  }
}
