package dev.ninc.cli;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * The numbers of a picture: planes of red, green and blue, or one of grey; 0 is black and 1 white.
 * The stored samples are divided by their largest value, and nothing else is done to them.
 *
 * @param planes 1 where each pixel is grey, else 3; each in rows
 */
record Picture(int height, int width, float[][] planes) {

  /** Whether all pixels are grey: such a picture serves networks of one channel and of three. */
  boolean isGrey() {
    return planes.length == 1;
  }

  /** Whether any pixel lets something behind it through. */
  static boolean isTransparent(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 255) {
          return true;
        }
      }
    }
    return false;
  }

  /** The numbers of an opaque image. */
  static Picture of(BufferedImage image) {
    float[][] planes = hasPlainSamples(image) ? samples(image) : colours(image);
    Picture picture = new Picture(image.getHeight(), image.getWidth(), planes);
    return picture.isGrey() || !sameOnAllPlanes(planes)
        ? picture
        : new Picture(picture.height, picture.width, new float[][] {planes[0]});
  }

  /**
   * Samples that are grey or sRGB as they stand. (AWT takes a grey PNG for linear light, and would
   * make it brighter on the way to sRGB; nothing else does. It also drops half of 16 bits.)
   */
  private static boolean hasPlainSamples(BufferedImage image) {
    ColorModel model = image.getColorModel();
    boolean grey = image.getRaster().getNumBands() - (model.hasAlpha() ? 1 : 0) == 1;
    return !(model instanceof java.awt.image.IndexColorModel)
        && !(model instanceof java.awt.image.PackedColorModel)
        && !model.isAlphaPremultiplied()
        && (grey || model.getColorSpace().isCS_sRGB());
  }

  private static float[][] samples(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    float[][] planes = new float[model.getNumColorComponents()][];
    for (int band = 0; band < planes.length; band++) {
      int[] stored =
          raster.getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
      float largest = (1 << model.getComponentSize(band)) - 1;
      planes[band] = new float[stored.length];
      for (int i = 0; i < stored.length; i++) {
        planes[band][i] = stored[i] / largest;
      }
    }
    return planes;
  }

  /** Through AWT's conversion to sRGB: palettes, packed pixels, other colour spaces. */
  private static float[][] colours(BufferedImage image) {
    int width = image.getWidth();
    int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    float[][] planes = new float[3][rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      planes[0][i] = (rgb[i] >> 16 & 255) / 255f;
      planes[1][i] = (rgb[i] >> 8 & 255) / 255f;
      planes[2][i] = (rgb[i] & 255) / 255f;
    }
    return planes;
  }

  private static boolean sameOnAllPlanes(float[][] planes) {
    return java.util.Arrays.equals(planes[0], planes[1])
        && java.util.Arrays.equals(planes[0], planes[2]);
  }
}
