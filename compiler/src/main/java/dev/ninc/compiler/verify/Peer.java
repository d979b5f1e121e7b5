package dev.ninc.compiler.verify;

import java.io.IOException;
import java.util.Map;

/** A program of somebody else that runs the same network, given as a file of its own format. */
@FunctionalInterface
public interface Peer {

  /**
   * Runs one image.
   *
   * @param image channels, rows, columns
   * @return the tensors that it was asked for, by the names that the file gives them; of one image,
   *     in the order channel, row, column
   * @throws IOException where the peer can't run the image, with a sentence that says why
   */
  Map<String, float[]> run(float[] image) throws IOException;
}
