package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.Drawing.Bar;
import dev.ninc.compiler.picture.Drawing.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box and what stands in it. One that learns or multiplies has three lines, name and share, what
 * it does, parameters and bar; another has one, or two where the words are long.
 *
 * @param width of all boxes of the picture
 */
record Card(Part part, Shares shares, int width) implements Piece {

  private static final int LEFT = 14;
  private static final int RIGHT = 12;
  private static final int GAP = 12;
  private static final int BAR = 56;
  private static final int LINE = 17;
  private static final int MOST_REMARKS = 3;
  private static final int NARROWEST = 190;
  private static final int WIDEST = 340;

  /** The width at which all these fit, within reason. */
  static int width(List<Part> parts, Shares shares) {
    int widest = parts.stream().mapToInt(p -> wish(p, shares)).max().orElse(0) + LEFT + RIGHT;
    int even = (widest + 1) / 2 * 2;
    return Math.max(NARROWEST, Math.min(WIDEST, even));
  }

  private static int wish(Part part, Shares shares) {
    int name = Face.NAME.width(Clean.text(part.name()));
    int words = Face.WORDS.width(Clean.text(part.words()));
    if (!isTall(part)) {
      int both = name + GAP + words;
      return both <= NARROWEST ? both : Math.max(name, words);
    }
    int first = name + GAP + Face.SMALL.width(shares.percent(part));
    int third = Face.SMALL.width(Numbers.parameters(part.parameters())) + GAP + BAR;
    return Math.max(words, Math.max(first, third));
  }

  private static boolean isTall(Part part) {
    return part.parameters() > 0 || part.macs() > 0;
  }

  private boolean isSlim() {
    int name = Face.NAME.width(Clean.text(part.name()));
    int words = Face.WORDS.width(Clean.text(part.words()));
    return !isTall(part) && name + GAP + words <= inner();
  }

  private int inner() {
    return width - LEFT - RIGHT;
  }

  private int lines() {
    int own = isTall(part) ? 3 : isSlim() ? 1 : 2;
    return own + (part.outputs().isEmpty() ? 0 : 1) + remarks().size();
  }

  private List<String> remarks() {
    return part.remark().isEmpty()
        ? List.of()
        : Paragraph.lines(part.remark(), Face.SMALL, inner(), MOST_REMARKS);
  }

  @Override
  public int left() {
    return width / 2;
  }

  @Override
  public int right() {
    return width - left();
  }

  @Override
  public int height() {
    return lines() * LINE + 13;
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    int left = x - left();
    Rect place = new Rect(left, y, width, height());
    canvas.boxes.add(new Box(part, place, labels(left, y), bar(left, y), note()));
    return new Ends(List.of(Wire.at(part, x, y)), Wire.at(part, x, y + height()));
  }

  private List<Label> labels(int left, int y) {
    List<Label> labels = new ArrayList<>();
    int x = left + LEFT;
    int end = left + width - RIGHT;
    int line = y + 19;
    String percent = part.macs() > 0 ? shares.percent(part) : "";
    int room = inner() - (percent.isEmpty() ? 0 : GAP + Face.SMALL.width(percent));
    labels.add(
        Label.left(Face.NAME.cut(Clean.text(part.name()), room), Face.NAME, x, line, "name"));
    if (!percent.isEmpty()) {
      labels.add(Label.right(percent, Face.SMALL, end, line, "share"));
    }
    String words = Face.WORDS.cut(Clean.text(part.words()), inner());
    if (isSlim()) {
      labels.add(Label.right(words, Face.WORDS, end, line, "words"));
    } else {
      line += LINE;
      labels.add(Label.left(words, Face.WORDS, x, line, "words"));
    }
    if (isTall(part)) {
      line += LINE;
      String count = Numbers.parameters(part.parameters());
      labels.add(Label.left(count, Face.SMALL, x, line, "count"));
    }
    if (!part.outputs().isEmpty()) {
      String text = "output " + String.join(", ", part.outputs());
      String cut = Face.SMALL.cut(Clean.text(text), inner());
      line += LINE;
      labels.add(Label.left(cut, Face.SMALL, x, line, "output"));
    }
    for (String remark : remarks()) {
      line += LINE;
      labels.add(Label.left(remark, Face.SMALL, x, line, "count"));
    }
    return labels;
  }

  private Optional<Bar> bar(int left, int y) {
    if (part.macs() == 0) {
      return Optional.empty();
    }
    Rect place = new Rect(left + width - RIGHT - BAR, y + 19 + 2 * LINE - 8, BAR, 7);
    int filled = (int) Math.round(shares.ofLargest(part) * BAR);
    return Optional.of(new Bar(place, Math.max(1, filled), shares.step(part)));
  }

  private String note() {
    List<String> lines = new ArrayList<>(List.of(part.path(), part.words()));
    lines.add("gives " + part.output());
    if (part.parameters() > 0) {
      lines.add(Numbers.parameters(part.parameters()));
    }
    if (part.macs() > 0) {
      lines.add(Numbers.exact(part.macs()) + " multiply-accumulates, " + shares.percent(part));
    }
    part.outputs().forEach(o -> lines.add("output " + o));
    lines.add(part.note());
    return String.join("\n", lines);
  }
}
