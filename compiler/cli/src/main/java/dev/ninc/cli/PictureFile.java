package dev.ninc.cli;

import dev.ninc.compiler.ir.Maps;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A PNG, JPEG, BMP or GIF file as a network's input. The picture must have the input's height and
 * width: how to resize is part of how a network was trained, so it is not guessed here.
 */
record PictureFile(Path path, Maps input) {

  private static final String OTHER_WAY = "give the numbers themselves as .npy or .f32le.";

  /** The picture's numbers, channels, rows, columns. */
  float[] read() throws IOException, Mistake {
    if (input.channels() != 1 && input.channels() != 3) {
      throw new Mistake(
          "`%s` is a picture, and the network takes %s: a picture has 1 or 3 channels."
              .formatted(path, input),
          OTHER_WAY);
    }
    Picture picture = decode();
    if (picture.isGrey()) {
      return repeated(picture.planes()[0]);
    }
    if (input.channels() == 1) {
      throw new Mistake(
          "`%s` is in colour, and the network takes one channel, %s.".formatted(path, input),
          "convert the picture to grey the way it was done for training.");
    }
    return joined(picture.planes());
  }

  private Picture decode() throws IOException, Mistake {
    try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new Mistake(
            "`" + path + "` is no PNG, JPEG, BMP or GIF picture.",
            "arrays of numbers are told by their names, which end in .npy or .f32le.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return decode(reader);
      } catch (IOException | RuntimeException e) {
        // The decoders throw all kinds of runtime exceptions at damaged files.
        throw new Mistake("`" + path + "` can't be decoded: " + e.getMessage() + ".", OTHER_WAY);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Looks at the size first: a small file may unpack to gigabytes. */
  private Picture decode(ImageReader reader) throws IOException, Mistake {
    int height = reader.getHeight(0);
    int width = reader.getWidth(0);
    if (height != input.height() || width != input.width()) {
      throw new Mistake(
          "`%s` is %d pixels high and %d wide; the network takes %d x %d."
              .formatted(path, height, width, input.height(), input.width()),
          "resize the picture the way it was done for training.");
    }
    if (reader.getNumImages(true) > 1) {
      throw new Mistake(
          "`%s` holds %d pictures.".formatted(path, reader.getNumImages(true)),
          "save the one that is meant in a file of its own.");
    }
    BufferedImage image = reader.read(0);
    if (Picture.isTransparent(image)) {
      throw new Mistake(
          "`" + path + "` has transparent pixels.",
          "lay the picture over the background that the network was trained with.");
    }
    return Picture.of(image);
  }

  private float[] repeated(float[] plane) {
    float[] values = new float[input.channels() * plane.length];
    for (int c = 0; c < input.channels(); c++) {
      System.arraycopy(plane, 0, values, c * plane.length, plane.length);
    }
    return values;
  }

  private static float[] joined(float[][] planes) {
    float[] values = new float[planes.length * planes[0].length];
    for (int c = 0; c < planes.length; c++) {
      System.arraycopy(planes[c], 0, values, c * planes[c].length, planes[c].length);
    }
    return values;
  }
}
