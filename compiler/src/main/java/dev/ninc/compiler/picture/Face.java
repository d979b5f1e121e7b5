package dev.ninc.compiler.picture;

/**
 * A kind of text. Widths are those of DejaVu Sans, the widest of the fonts that the picture may be
 * shown in (Helvetica and Arial are a tenth narrower): they are estimates that no machine's fonts
 * change, and no text is wider than its estimate.
 */
enum Face {
  HEADING(22, true),
  TEXT(13, false),
  NAME(13, true),
  WORDS(12, false),
  SMALL(11, false),
  FRAME(12, true);

  /** Thousandths of the size, for the characters from the space to the tilde. */
  private static final int[] REGULAR = {
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838
  };

  private static final int[] BOLD = {
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734, 831, 684,
    684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
    725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
    343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838
  };

  private static final int LATIN = 1100;
  private static final int OTHER = 1600;
  private static final String CUT = "…";

  private final int size;
  private final boolean bold;

  Face(int size, boolean bold) {
    this.size = size;
    this.bold = bold;
  }

  /** The height of the letters' square in pixels. */
  int size() {
    return size;
  }

  boolean bold() {
    return bold;
  }

  /** What stands above the line on which the letters stand. */
  int ascent() {
    return size;
  }

  /** What hangs below it. */
  int descent() {
    return (size + 3) / 4;
  }

  /** Pixels that a text takes at most. */
  int width(String text) {
    long thousandths = text.codePoints().mapToLong(this::advance).sum();
    return (int) ((thousandths * size + 999) / 1000);
  }

  /** The text, or as much of its beginning as has room beside {@code …}. */
  String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    long room = 1000L * width - (long) advance(CUT.codePointAt(0)) * size;
    int end = 0;
    while (end < text.length()) {
      int next = text.codePointAt(end);
      room -= (long) advance(next) * size;
      if (room < 0) {
        break;
      }
      end += Character.charCount(next);
    }
    return text.substring(0, end).stripTrailing() + CUT;
  }

  private int advance(int codePoint) {
    int[] ascii = bold ? BOLD : REGULAR;
    if (codePoint >= ' ' && codePoint - ' ' < ascii.length) {
      return ascii[codePoint - ' '];
    }
    boolean latin = codePoint < 0x100 || codePoint == '→' || codePoint == CUT.codePointAt(0);
    return latin ? LATIN : OTHER;
  }
}
