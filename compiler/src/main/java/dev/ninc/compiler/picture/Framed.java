package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.picture.Drawing.Frame;
import java.util.List;

/**
 * A piece in a frame, with the block's name to the left of the line that enters, and its call to
 * the right.
 *
 * @param depth frames around it
 * @param title the name
 * @param call as it was written; may be empty
 */
record Framed(Piece inner, Origin scope, int depth, String title, String call) implements Piece {

  private static final int PAD = 14;
  private static final int TITLE = 30;
  private static final int BESIDE = 10;
  private static final int WIDEST = 180;

  Framed {
    inner = Measured.of(inner);
  }

  @Override
  public int left() {
    return Math.max(inner.left(), shownTitle().isEmpty() ? 0 : textWidth(Face.FRAME, shownTitle()))
        + PAD;
  }

  @Override
  public int right() {
    return Math.max(inner.right(), textWidth(Face.SMALL, shownCall())) + PAD;
  }

  private static int textWidth(Face face, String text) {
    return face.width(text) + BESIDE;
  }

  private String shownTitle() {
    return Face.FRAME.cut(Clean.text(title), WIDEST);
  }

  private String shownCall() {
    return Face.SMALL.cut(Clean.text(call), WIDEST);
  }

  @Override
  public int height() {
    return TITLE + inner.height() + PAD;
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    Rect place = new Rect(x - left(), y, width(), height());
    String note = scope.path() + (call.isEmpty() ? "" : "\n" + call) + "\n" + scope.span();
    canvas.frames.add(new Frame(scope.path(), depth, place, note));
    canvas.labels.add(Label.left(shownTitle(), Face.FRAME, place.x() + PAD, y + 19, "frame-name"));
    if (!call.isEmpty()) {
      canvas.labels.add(
          Label.right(shownCall(), Face.SMALL, place.right() - PAD, y + 19, "frame-call"));
    }
    Ends ends = inner.place(x, y + TITLE, canvas);
    List<Wire> ins = ends.ins().stream().map(w -> w.from(new Point(x, y))).toList();
    return new Ends(ins, ends.out().to(new Point(x, y + height())));
  }
}
