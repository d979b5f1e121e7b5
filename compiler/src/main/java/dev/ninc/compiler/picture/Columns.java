package dev.ninc.compiler.picture;

import java.util.List;

/**
 * Columns beside each other. The line goes from the bottom of one up between the two to the top of
 * the next, and from the last one back to below the first.
 *
 * @param columns at least two
 * @param ends whether nothing stands below: then the last line stays where it is
 */
record Columns(List<Column> columns, boolean ends) implements Piece {

  private static final int ABOVE = 24;
  private static final int GUTTER = 44;
  private static final int STUB = 28;
  private static final int BACK = 20;

  Columns {
    columns = List.copyOf(columns);
  }

  private Column first() {
    return columns.get(0);
  }

  private Column last() {
    return columns.get(columns.size() - 1);
  }

  @Override
  public int left() {
    return first().left();
  }

  @Override
  public int right() {
    int widths = columns.stream().mapToInt(Piece::width).sum();
    return widths + (columns.size() - 1) * GUTTER - left();
  }

  @Override
  public int height() {
    return ABOVE + tallest() + (ends ? 0 : BACK);
  }

  private int tallest() {
    return columns.stream()
        .mapToInt(c -> c.height() + (c == last() ? 0 : STUB))
        .max()
        .orElseThrow();
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    int top = y + ABOVE;
    int left = x - left();
    Point entry = new Point(x, y);
    List<Wire> ins = List.of();
    Wire out = null;
    for (Column column : columns) {
      int port = left + column.left();
      Ends placed = column.place(port, top, canvas);
      if (out == null) {
        ins = placed.ins().stream().map(w -> w.from(entry)).toList();
      } else {
        Point corner = new Point(port, y + 4);
        canvas.connect(out.to(new Point(left - GUTTER / 2, y + 4), corner), placed.ins());
      }
      out = placed.out();
      left += column.width() + GUTTER;
      if (column != last()) {
        column.last().label(out.end(), canvas);
        int down = out.end().y() + STUB;
        out = out.to(new Point(port, down), new Point(left - GUTTER / 2, down));
      }
    }
    return new Ends(ins, ends ? out : back(out, x, y));
  }

  private Wire back(Wire out, int x, int y) {
    int below = y + ABOVE + tallest() + BACK / 2;
    return out.to(new Point(out.end().x(), below), new Point(x, below), new Point(x, y + height()));
  }
}
