package dev.ninc.runtime;

/** The threads of a workspace at work: on the pieces of a step, or on an image each. */
final class Team {

  private final Workspace main;
  private final ModelSpec spec;
  private final Crew crew;
  private final Workspace[] together;
  private final Crew.Job step = this::step;
  private final Crew.Job image = this::image;
  private Workspace[] apart;
  private Kernels kernels;
  private int number;

  /** Where the time of each step is added up; null where nobody asks. */
  private long[] nanos;

  private int inputSize;
  private int[] outputSizes;

  /**
   * @param main the caller's, with an arena that has a band for each thread
   */
  Team(Workspace main, ModelSpec spec, Parallelism parallelism) {
    this.main = main;
    this.spec = spec;
    this.crew = new Crew(parallelism);
    this.together = new Workspace[parallelism.threads()];
    together[0] = main;
    for (int lane = 1; lane < together.length; lane++) {
      together[lane] = main.lane(spec, lane);
    }
  }

  /**
   * Runs the images that the main workspace is bound to. Where there is one for each thread they
   * run side by side, and what is left over one after the other.
   */
  void run(Kernels current, int images, int newInputSize, int[] newOutputSizes) {
    kernels = current;
    inputSize = newInputSize;
    outputSizes = newOutputSizes;
    int sideBySide = images - images % together.length;
    try {
      bind(sideBySide);
      crew.begin();
      if (sideBySide > 0) {
        crew.run(image, sideBySide, 1);
      }
      for (int index = sideBySide; index < images; index++) {
        inTurn(index);
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

  private void inTurn(int index) {
    for (Workspace w : together) {
      w.image(index, inputSize, outputSizes);
    }
    for (int s = 0; s < spec.steps().size(); s++) {
      long start = nanos == null ? 0 : System.nanoTime();
      together(s);
      if (nanos != null) {
        nanos[s] += System.nanoTime() - start;
      }
    }
  }

  private void together(int s) {
    int units = kernels.units(s);
    int grain = kernels.grain(s);
    if (units < 2 * grain) {
      kernels.step(s, main, 0, units);
    } else {
      number = s;
      crew.run(step, units, grain);
    }
  }

  private void step(int lane, int from, int to) {
    kernels.step(number, together[lane], from, to);
  }

  private void image(int lane, int from, int to) {
    Workspace w = apart[lane];
    for (int index = from; index < to; index++) {
      w.image(index, inputSize, outputSizes);
      for (int s = 0; s < spec.steps().size(); s++) {
        kernels.step(s, w, 0, kernels.units(s));
      }
    }
  }

  private void bind(int sideBySide) {
    if (sideBySide > 0 && apart == null) {
      apart = withArenas();
    }
    for (int lane = 1; lane < together.length; lane++) {
      together[lane].bind(main);
      if (sideBySide > 0) {
        apart[lane].bind(main);
      }
    }
  }

  /** All of them or, where memory is short, none. */
  private Workspace[] withArenas() {
    Workspace[] all = new Workspace[together.length];
    all[0] = main;
    for (int lane = 1; lane < all.length; lane++) {
      all[lane] = together[lane].withArena(spec);
    }
    return all;
  }

  /**
   * Nobody may hold on to the caller's arrays, nor to kernels in whose place others may come before
   * the next call.
   */
  private void release() {
    kernels = null;
    for (int lane = 1; lane < together.length; lane++) {
      together[lane].release();
      if (apart != null) {
        apart[lane].release();
      }
    }
  }
}
