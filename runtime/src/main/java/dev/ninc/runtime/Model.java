package dev.ninc.runtime;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network with its weights. Models are immutable: any number of threads may use one at once.
 *
 * <p>Images go in and results come out as floats in the order channel, row, column, one image after
 * the other; the number of images is the length of the input divided by {@code input().size()}.
 */
public interface Model {

  /** The network's name. */
  String name();

  /** The shape of one image. */
  Shape input();

  /** The results: first what the last layer gives, then the outputs that the network names. */
  List<NamedOutput> outputs();

  /** The shape of the first output for one image. */
  default Shape output() {
    return outputs().get(0).shape();
  }

  /** The names of the classes; empty where the network has none. */
  List<String> labels();

  /** What makes the input of a picture; empty where the network's {@code .nin} does not say it. */
  default Optional<Preprocessing> preprocessing() {
    return Optional.empty();
  }

  /** Which kernels run now, and why. */
  Backend backend();

  /** What runs now, since when and why, whether that will change, and what happened before. */
  Report report();

  /**
   * Waits until the kernels run that will run for good. A model answers all the while; this is for
   * who measures, or wants the first request to be a fast one.
   *
   * @param timeout how long to wait at most
   * @return what runs then: it is still being warmed if the time was too short
   */
  Report awaitFastest(long timeout, TimeUnit unit) throws InterruptedException;

  /**
   * Memory for one thread to run this model in. A batch may need some arenas more, from the first
   * one on: up to eight images pass layers with large weights together.
   */
  Workspace newWorkspace();

  /**
   * Memory for several threads that work together on each call. They share the steps of an image,
   * or take an image each where a batch has enough of them: then each has as much memory as a
   * workspace for one thread, from the first such batch on, and eight in all may have.
   */
  Workspace newWorkspace(Parallelism parallelism);

  /**
   * Runs the network without allocating anything.
   *
   * @param workspace of this model, used by no other thread meanwhile
   * @param in images x {@code input().size()} floats, at least one image
   * @param out at least images x {@code output().size()} floats, for the first output
   * @throws IllegalArgumentException if a length does not fit or the workspace is another model's
   */
  void run(Workspace workspace, float[] in, float[] out);

  /**
   * Runs the network for all of its outputs.
   *
   * @param outs one array for each of {@link #outputs()}; null where a result is not wanted
   * @throws IllegalArgumentException if a length does not fit or the workspace is another model's
   */
  void run(Workspace workspace, float[] in, float[][] outs);

  /**
   * Runs the network on buffers, from their positions; both positions advance.
   *
   * @throws IllegalArgumentException if the remaining floats do not fit
   */
  void run(Workspace workspace, FloatBuffer in, FloatBuffer out);

  /** Runs the network in a workspace borrowed from a bounded pool. */
  void run(float[] in, float[] out);

  /** Runs the network and returns the first output in a new array. */
  default float[] run(float[] in) {
    float[] out = new float[Math.multiplyExact(in.length / input().size(), output().size())];
    run(in, out);
    return out;
  }

  /**
   * The first output for a picture, prepared the way the network was trained with.
   *
   * @throws IllegalStateException if the network does not say how: it has no {@code preprocess}
   * @throws IllegalArgumentException if the picture's size does not suit; the message says what to
   *     do
   */
  default float[] run(Picture picture) {
    return run(
        preprocessing()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        name()
                            + " does not say what makes its input of a picture: add `preprocess`"
                            + " to its .nin file, or prepare the picture and run it as float[]"))
            .apply(picture));
  }

  /**
   * The classes with the highest scores for a picture.
   *
   * @param count at least 1; where there are fewer classes, all of them
   * @throws IllegalStateException if the network has no {@code preprocess}
   * @throws IllegalArgumentException if the picture's size does not suit
   */
  default List<Prediction> classify(Picture picture, int count) {
    return top(run(picture), 0, count);
  }

  /**
   * The classes with the highest scores for a picture in a file: PNG, JPEG, BMP or GIF.
   *
   * @param count at least 1; where there are fewer classes, all of them
   * @throws PictureException if the file is damaged, or of a kind that is not supported
   * @throws IOException if it can't be read
   * @throws IllegalStateException if the network has no {@code preprocess}
   * @throws IllegalArgumentException if the picture's size does not suit
   */
  default List<Prediction> classify(Path picture, int count) throws IOException {
    return classify(Images.read(picture), count);
  }

  /**
   * The classes with the highest scores in the first output.
   *
   * @param out what {@code run} gave, for one image or more
   * @param image counted from 0
   * @param count at least 1; where there are fewer classes, all of them
   * @throws IllegalArgumentException if {@code out} does not reach to that image
   */
  default List<Prediction> top(float[] out, int image, int count) {
    int size = output().size();
    if (image < 0 || image >= out.length / size) {
      throw new IllegalArgumentException(
          "image " + image + " of " + out.length / size + ": the first is number 0");
    }
    return Prediction.top(out, Math.multiplyExact(image, size), size, labels(), count);
  }
}
