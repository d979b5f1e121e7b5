package dev.ninc.runtime;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads pictures: PNG, JPEG, BMP and GIF files, and {@link BufferedImage}. This is the only class
 * of the runtime that needs the module {@code java.desktop}; nothing else loads it.
 *
 * <p>Samples are taken as they are stored: colour profiles and gamma are not applied, as Pillow
 * does not apply them. Of 16 bits the upper 8 are taken. A JPEG is turned the way its Exif
 * orientation says. Whatever is not supported is refused by name.
 */
public final class Images {

  /** The largest picture that is decoded, in pixels: 400 MB in memory, and as much again. */
  public static final int MOST_PIXELS = 100_000_000;

  /** The largest file that is read, in bytes. */
  public static final int MOST_BYTES = 256 << 20;

  /**
   * More pixels than a byte can hold in any of the formats: a PNG of one bit for each pixel comes
   * closest, whose compression gives at most 1,032 bytes for one.
   */
  private static final long MOST_PIXELS_IN_A_BYTE = 10_000;

  private static final String OTHER_WAY = "convert it to an RGB PNG or JPEG";

  private Images() {}

  /**
   * Reads a file.
   *
   * @throws PictureException if it is damaged, cut off, too large, or of a kind that is not
   *     supported; the message names it
   * @throws IOException if it can't be read
   */
  public static Picture read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(MOST_BYTES + 1), file.toString());
    }
  }

  /**
   * Reads a file that is in memory.
   *
   * @param source what messages call it: the file's name
   * @throws PictureException if it is damaged, cut off, too large, or of a kind that is not
   *     supported
   */
  public static Picture read(byte[] file, String source) throws PictureException {
    String name = WeightsException.quote(source);
    if (file.length > MOST_BYTES) {
      throw new PictureException(name + " has more than " + count(MOST_BYTES) + " bytes.");
    }
    String format = format(file, name);
    JpegHeader jpeg = format.equals("JPEG") ? JpegHeader.of(file) : new JpegHeader(1, 3, true);
    if (jpeg.components() != 1 && jpeg.components() != 3 && jpeg.isComplete()) {
      throw new PictureException(
          name + " is a JPEG of " + jpeg.components() + " components (CMYK): " + OTHER_WAY + ".");
    }
    if (!jpeg.isComplete()) {
      throw new PictureException(name + " is damaged: the JPEG ends before the picture does.");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, false, true); // metadata may unpack to gigabytes too
      return jpeg.upright(of(decode(reader, file, name)));
    } catch (PictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders throw all kinds of runtime exceptions at damaged files.
      throw new PictureException(
          name + " can't be read as a " + format + " picture: " + e.getMessage() + ".", e);
    } finally {
      reader.dispose();
    }
  }

  /** Looks at the size first: a small file may unpack to gigabytes. */
  private static BufferedImage decode(ImageReader reader, byte[] file, String name)
      throws IOException {
    long height = reader.getHeight(0);
    long width = reader.getWidth(0);
    if (height * width > MOST_PIXELS) {
      throw new PictureException(
          name
              + " is "
              + Picture.sides(height, width)
              + ": more than "
              + count(MOST_PIXELS)
              + " pixels. Make it smaller first.");
    }
    if (height * width > MOST_PIXELS_IN_A_BYTE * file.length) {
      throw new PictureException(
          name
              + " is damaged: a file of "
              + count(file.length)
              + " bytes cannot hold "
              + Picture.sides(height, width)
              + " pixels.");
    }
    if (reader.getNumImages(true) > 1) {
      throw new PictureException(
          name
              + " holds "
              + reader.getNumImages(true)
              + " pictures: save the one that is meant in a"
              + " file of its own.");
    }
    if (isGif(file) && (width != uint16(file, 6) || height != uint16(file, 8))) {
      throw new PictureException(
          name + " is a GIF whose picture does not fill its screen: " + OTHER_WAY + ".");
    }
    return reader.read(0);
  }

  private static String format(byte[] file, String name) throws PictureException {
    if (startsWith(file, 0, "\u0089PNG")) {
      return "PNG";
    }
    if (startsWith(file, 0, "\u00ff\u00d8\u00ff")) {
      return "JPEG";
    }
    if (isGif(file)) {
      return "GIF";
    }
    if (startsWith(file, 0, "BM")) {
      return "BMP";
    }
    throw new PictureException(name + refusal(file));
  }

  private static String refusal(byte[] file) {
    String other = "";
    if (startsWith(file, 0, "II*\0") || startsWith(file, 0, "MM\0*")) {
      other = "a TIFF";
    } else if (startsWith(file, 0, "RIFF") && startsWith(file, 8, "WEBP")) {
      other = "a WebP";
    } else if (startsWith(file, 4, "ftyp")) {
      other = "a HEIC or AVIF";
    }
    return other.isEmpty()
        ? " is no PNG, JPEG, BMP or GIF picture."
        : " is " + other + " picture, which is not supported: " + OTHER_WAY + ".";
  }

  private static boolean isGif(byte[] file) {
    return startsWith(file, 0, "GIF8") && file.length >= 10;
  }

  /** Whether the bytes from {@code at} on are these characters, each a byte. */
  private static boolean startsWith(byte[] file, int at, String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (at + i >= file.length || (file[at + i] & 255) != bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int uint16(byte[] file, int at) {
    return file[at] & 255 | (file[at + 1] & 255) << 8;
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * The pixels of an image: grey, RGB, palettes, with alpha or without.
   *
   * @throws IllegalArgumentException for other colours (CMYK, linear RGB, …) and for samples that
   *     are not whole numbers; the message names them
   */
  public static Picture of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    int[] argb = new int[Math.multiplyExact(height, width)];
    if (hasPlainSamples(image.getColorModel())) {
      samples(image.getRaster(), image.getColorModel(), argb);
    } else {
      image.getRGB(0, 0, width, height, argb, 0, width);
    }
    return new Picture(height, width, argb);
  }

  /**
   * Whether samples are grey or RGB as they stand, rather than packed, indices or multiplied by
   * alpha. (Those, AWT unpacks rightly; but it takes grey for linear light, and would make it
   * brighter on the way to sRGB.)
   */
  private static boolean hasPlainSamples(ColorModel model) {
    ColorSpace space = model.getColorSpace();
    boolean grey = space.getType() == ColorSpace.TYPE_GRAY;
    boolean rgb =
        space.getType() == ColorSpace.TYPE_RGB
            && space != ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    if (!grey && !rgb) {
      throw new IllegalArgumentException(
          "its colours are " + colours(space) + ", which is not supported: " + OTHER_WAY);
    }
    if (model instanceof IndexColorModel || model instanceof DirectColorModel) {
      return false;
    }
    boolean whole =
        model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT;
    if (!(model instanceof ComponentColorModel) || !whole) {
      throw new IllegalArgumentException(
          "its samples are not of 8 or 16 bits, which is not supported: " + OTHER_WAY);
    }
    return !model.isAlphaPremultiplied();
  }

  private static String colours(ColorSpace space) {
    return switch (space.getType()) {
      case ColorSpace.TYPE_RGB -> "linear RGB";
      case ColorSpace.TYPE_CMYK -> "CMYK";
      case ColorSpace.TYPE_YCbCr -> "YCbCr";
      case ColorSpace.TYPE_Lab -> "Lab";
      case ColorSpace.TYPE_XYZ -> "XYZ";
      default -> "of " + space.getNumComponents() + " components that are not RGB";
    };
  }

  private static void samples(Raster raster, ColorModel model, int[] argb) {
    int bands = raster.getNumBands();
    int colours = model.getNumColorComponents();
    int[] row = new int[Math.multiplyExact(bands, raster.getWidth())];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int x = 0; x < row.length; x += bands) {
        int red = bits8(row[x], model.getComponentSize(0));
        int green = colours == 1 ? red : bits8(row[x + 1], model.getComponentSize(1));
        int blue = colours == 1 ? red : bits8(row[x + 2], model.getComponentSize(2));
        int alpha =
            model.hasAlpha() ? bits8(row[x + colours], model.getComponentSize(colours)) : 255;
        argb[at++] = alpha << 24 | red << 16 | green << 8 | blue;
      }
    }
  }

  /** The upper 8 bits of a sample; fewer bits are spread over 0 to 255. */
  private static int bits8(int sample, int bits) {
    return bits >= 8 ? sample >> bits - 8 : sample * 255 / ((1 << bits) - 1);
  }
}
