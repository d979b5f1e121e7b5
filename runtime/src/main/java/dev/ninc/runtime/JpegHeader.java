package dev.ninc.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a JPEG file says before, between and after its pixels (ITU-T T.81, annex B).
 *
 * @param orientation how a camera was held: 1 to 8 as in Exif 2.3, 4.6.4; 1 where nothing sensible
 *     is said
 * @param components 1 for grey, 3 for colours, 4 for CMYK; 0 where no frame was found
 * @param isComplete whether the end of the picture is in the file
 */
record JpegHeader(int orientation, int components, boolean isComplete) {

  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int EXIF = 0xe1;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  static JpegHeader of(byte[] file) {
    return new Walk(file).run();
  }

  /** One way through a file, from marker to marker; where a length makes no sense, it ends. */
  private static final class Walk {

    private final ByteBuffer file;
    private int orientation = 1;
    private int components;
    private boolean complete;

    Walk(byte[] bytes) {
      file = ByteBuffer.wrap(bytes);
    }

    JpegHeader run() {
      while (!complete && nextMarker()) {
        int marker = file.get() & 255;
        if (marker == END) {
          complete = true;
        } else if (hasLength(marker) && !segment(marker)) {
          break;
        }
      }
      return new JpegHeader(orientation, components, complete);
    }

    /** Moves to the byte behind the next 0xff that is no part of pixels (0xff00) and no filling. */
    private boolean nextMarker() {
      while (file.remaining() >= 2) {
        int here = file.position();
        boolean marker =
            file.get(here) == -1 && file.get(here + 1) != 0 && file.get(here + 1) != -1;
        file.position(here + 1);
        if (marker) {
          return true;
        }
      }
      return false;
    }

    /** Restarts, the file's beginning and a few others stand alone. */
    private static boolean hasLength(int marker) {
      return marker >= 0xc0 && (marker < 0xd0 || marker >= SCAN);
    }

    private boolean segment(int marker) {
      if (file.remaining() < 2) {
        return false;
      }
      int length = file.getShort(file.position()) & 0xffff;
      if (length < 2 || length > file.remaining()) {
        return false;
      }
      ByteBuffer body = file.slice(file.position() + 2, length - 2);
      file.position(file.position() + length);
      if (isFrame(marker) && body.remaining() >= 6) {
        components = body.get(5) & 255;
      } else if (marker == EXIF && orientation == 1) {
        orientation = orientation(body);
      }
      return true;
    }

    private static boolean isFrame(int marker) {
      return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
  }

  /** The orientation in the first directory of an Exif segment. */
  private static int orientation(ByteBuffer body) {
    boolean exif =
        body.remaining() >= 14 && body.getInt(0) == 0x45786966 && body.getShort(4) == 0; // "Exif"
    if (!exif) {
      return 1;
    }
    ByteBuffer tiff = body.slice(6, body.remaining() - 6);
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (tiff.getShort(2) != 42 || directory > tiff.limit() - 2) {
      return 1;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int at = (int) directory + 2 + 12 * i;
      if (at < 0 || at > tiff.limit() - 12) {
        return 1;
      }
      if ((tiff.getShort(at) & 0xffff) == ORIENTATION && tiff.getShort(at + 2) == SHORT) {
        int value = tiff.getShort(at + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  /** A picture as the camera's holder saw it. */
  Picture upright(Picture stored) {
    if (orientation == 1) {
      return stored;
    }
    boolean turned = orientation >= 5;
    boolean fromBelow =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    boolean fromRight = orientation == 2 || orientation == 3 || orientation >= 7;
    int height = turned ? stored.width() : stored.height();
    int width = turned ? stored.height() : stored.width();
    int[] argb = new int[stored.argb().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = turned ? x : y;
        int column = turned ? y : x;
        row = fromBelow ? stored.height() - 1 - row : row;
        column = fromRight ? stored.width() - 1 - column : column;
        argb[y * width + x] = stored.argb()[row * stored.width() + column];
      }
    }
    return new Picture(height, width, argb);
  }
}
