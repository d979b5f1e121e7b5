package dev.ninc.benchmarks;

/**
 * Something that runs one network on a batch of images. What is measured is {@link #run} alone: the
 * images are where the engine wants them, and so may the results be.
 */
interface Engine extends AutoCloseable {

  /** Takes as many images as the batch has, one after the other: channels, rows, columns. */
  void images(float[] images);

  /** Runs the network on the images. */
  void run();

  /** The results of the last run for all images, in the order of the network's outputs. */
  float[][] outputs();

  @Override
  void close();
}
