package dev.ninc.cli;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.verify.RuntimePreprocessing;
import dev.ninc.runtime.Images;
import dev.ninc.runtime.Picture;
import dev.ninc.runtime.PictureException;
import dev.ninc.runtime.Preprocessing;
import dev.ninc.runtime.Shape;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A PNG, JPEG, BMP or GIF file as a network's input: as its {@code preprocess} says. Where the
 * network has none, nothing is guessed: the picture must have the input's size and channels, and
 * its levels become 0 for black to 1 for white.
 */
record PictureFile(Path path, Network network) {

  private static final String AGAIN = "fetch or save it again: it may have been cut off.";
  private static final String OTHER_WAY = "give the numbers themselves as .npy or .f32le.";

  /** The network's numbers, channels, rows, columns. */
  float[] read() throws IOException, Mistake {
    Maps input = network.graph().input().maps();
    if (input.channels() != 1 && input.channels() != 3) {
      throw new Mistake(
          "`%s` is a picture, and the network takes %s: a picture has 1 or 3 channels."
              .formatted(path, input),
          OTHER_WAY);
    }
    Picture picture = picture();
    if (network.preprocessing().isEmpty()) {
      return plain(picture, input);
    }
    try {
      return RuntimePreprocessing.of(network.preprocessing().get(), input).apply(picture);
    } catch (IllegalArgumentException e) {
      throw new Mistake("`" + path + "` can't be given to it: " + e.getMessage() + ".", "");
    }
  }

  private Picture picture() throws IOException, Mistake {
    try {
      return Images.read(path);
    } catch (PictureException e) {
      boolean damaged = e.getCause() != null || e.getMessage().contains(" is damaged: ");
      throw new Mistake(e.getMessage(), damaged ? AGAIN : OTHER_WAY);
    }
  }

  private float[] plain(Picture picture, Maps input) throws Mistake {
    int height = picture.height();
    int width = picture.width();
    if (height != input.height() || width != input.width()) {
      throw new Mistake(
          "`%s` is %d pixels high and %d wide; the network takes %d x %d."
              .formatted(path, height, width, input.height(), input.width()),
          preprocess("resize " + input.height() + "x" + input.width()));
    }
    if (!picture.isOpaque()) {
      throw new Mistake(
          "`" + path + "` has transparent pixels.", preprocess("background [255, 255, 255]"));
    }
    if (input.channels() == 1 && !picture.isGrey()) {
      throw new Mistake(
          "`%s` is in colour, and the network takes one channel, %s.".formatted(path, input),
          preprocess("order grey"));
    }
    Shape shape = new Shape(input.channels(), height, width);
    Preprocessing levels =
        input.channels() == 1 ? Preprocessing.grey(shape) : Preprocessing.rgb(shape);
    return levels.scale(1 / 255.0).apply(picture);
  }

  /** With the scale that keeps the levels as they are without a {@code preprocess}. */
  private static String preprocess(String step) {
    return "add `preprocess { "
        + step
        + " scale 1/255 }` to the network, if that is how it was trained; without the scale its"
        + " numbers would be 0 to 255.";
  }
}
