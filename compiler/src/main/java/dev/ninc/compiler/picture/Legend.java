package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.Drawing.Swatch;
import java.util.Collection;
import java.util.List;

/** What stands below the network: what its colours, bars and numbers mean. */
record Legend(Collection<Kind> kinds, Shares shares) {

  private static final int SIDE = 10;
  private static final int LINE = 20;
  private static final int BETWEEN = 20;

  /** Writes it, and says how high it is. */
  int place(int left, int y, int width, Canvas canvas) {
    int x = left;
    int line = y + Face.SMALL.ascent();
    for (Kind kind : kinds) {
      int room = SIDE + 6 + Face.SMALL.width(kind.words());
      if (x > left && x + room > left + width) {
        x = left;
        line += LINE;
      }
      Rect place = new Rect(x, line - SIDE + 1, SIDE, SIDE);
      canvas.swatches.add(new Swatch(place, "kind " + kind.style()));
      canvas.labels.add(Label.left(kind.words(), Face.SMALL, x + SIDE + 6, line, "words"));
      x += room + BETWEEN;
    }
    for (String text : sentences(width)) {
      line += LINE;
      canvas.labels.add(Label.left(text, Face.SMALL, left, line, "words"));
    }
    return line + Face.SMALL.descent() - y;
  }

  private List<String> sentences(int width) {
    String shapes = "Beside lines: channels x height x width, where they change.";
    String bars =
        shares.macs() == 0
            ? ""
            : " Percent: the share of all multiply-accumulates; a full bar is "
                + shares.largestPercent()
                + ".";
    return Paragraph.lines(shapes + bars, Face.SMALL, width, 5);
  }
}
