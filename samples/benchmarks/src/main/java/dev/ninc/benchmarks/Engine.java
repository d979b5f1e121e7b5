package dev.ninc.benchmarks;

/**
 * Something that runs one network on one image in one thread. What is measured is {@link #run}
 * alone: the image is where the engine wants it, and so may the results be.
 */
interface Engine extends AutoCloseable {

  /** Takes an image: channels, rows, columns. */
  void image(float[] image);

  /** Runs the network on the image. */
  void run();

  /** The results of the last run, in the order of the network's outputs. */
  float[][] outputs();

  @Override
  void close();
}
