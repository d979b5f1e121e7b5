package dev.ninc.compiler.verify;

import java.util.List;

/**
 * What {@link Verification} needs of a generated class, whatever runs it: one image at a time, as a
 * whole or step by step, in one memory for activations.
 */
public interface Stepwise {

  /** The names of the steps, in order. */
  List<String> steps();

  /**
   * Runs all steps.
   *
   * @param outs one array for each output
   */
  void run(float[] image, float[][] outs);

  /** Runs one step; steps run in order. */
  void runStep(int step, float[] image, float[][] outs);

  /** The activations as the last step left them, as the plan lays them out; not to be changed. */
  float[] arena();
}
