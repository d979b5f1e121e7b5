package dev.ninc.compiler.picture;

import java.util.List;

/**
 * Pieces below each other.
 *
 * @param stops at least one; the shape of the last is for whoever puts something below
 */
record Column(List<Stop> stops) implements Piece {

  Column {
    stops = List.copyOf(stops);
  }

  Stop last() {
    return stops.get(stops.size() - 1);
  }

  @Override
  public int left() {
    return stops.stream().mapToInt(s -> s.piece().left()).max().orElseThrow();
  }

  @Override
  public int right() {
    return stops.stream().mapToInt(Stop::right).max().orElseThrow();
  }

  @Override
  public int height() {
    return stops.stream().mapToInt(s -> s.piece().height() + s.gap()).sum() - last().gap();
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    int top = y;
    List<Wire> ins = List.of();
    Wire out = null;
    for (Stop stop : stops) {
      Ends ends = stop.piece().place(x, top, canvas);
      if (out == null) {
        ins = ends.ins();
      } else {
        canvas.connect(out, ends.ins());
      }
      out = ends.out();
      top += stop.piece().height() + stop.gap();
      if (stop != last()) {
        stop.label(out.end(), canvas);
      }
    }
    return new Ends(ins, out);
  }
}
