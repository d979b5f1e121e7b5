package dev.ninc.compiler.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Branches beside each other, and below them the layer that joins them.
 *
 * @param branches two or more; an empty one is the identity: a line
 */
record Branches(List<Optional<Stop>> branches, Card join) implements Piece {

  private static final int FORK = 4;
  private static final int ABOVE = 22;
  private static final int BELOW = 18;
  private static final int BETWEEN = 22;
  private static final int IDENTITY = 8;

  /** Branches whose lines are less than this apart from the middle are put into it. */
  private static final int NEAR = 14;

  Branches {
    branches = List.copyOf(branches);
  }

  @Override
  public int left() {
    return Math.max(port(), join.left());
  }

  @Override
  public int right() {
    return Math.max(widths() - port(), join.right());
  }

  @Override
  public int height() {
    return bottom() + BELOW + join.height();
  }

  private static int left(Optional<Stop> branch) {
    return branch.map(b -> b.piece().left()).orElse(IDENTITY);
  }

  private static int right(Optional<Stop> branch) {
    return branch.map(Stop::right).orElse(IDENTITY);
  }

  private int widths() {
    return branches.stream().mapToInt(b -> left(b) + right(b)).sum()
        + (branches.size() - 1) * BETWEEN;
  }

  /** The line of each branch, from the left side of the leftmost. */
  private List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    int x = 0;
    for (Optional<Stop> branch : branches) {
      ports.add(x + left(branch));
      x += left(branch) + right(branch) + BETWEEN;
    }
    return ports;
  }

  /** Where data enter: above the only branch that computes, else in the middle. */
  private int port() {
    List<Integer> ports = ports();
    List<Integer> computing =
        IntStream.range(0, branches.size())
            .filter(i -> branches.get(i).isPresent())
            .mapToObj(ports::get)
            .toList();
    if (computing.size() == 1) {
      return computing.get(0);
    }
    int middle = (ports.get(0) + ports.get(ports.size() - 1)) / 2;
    return ports.stream().filter(p -> Math.abs(p - middle) < NEAR).findFirst().orElse(middle);
  }

  /** The y at which all lines of branches have ended, from the top. */
  private int bottom() {
    int tallest =
        branches.stream()
            .mapToInt(b -> b.map(s -> s.piece().height() + below(s)).orElse(0))
            .max()
            .orElseThrow();
    return ABOVE + tallest;
  }

  private static int below(Stop stop) {
    return stop.shape().isEmpty() ? 14 : 28;
  }

  @Override
  public Ends place(int x, int y, Canvas canvas) {
    Ends joined = join.place(x, y + bottom() + BELOW, canvas);
    List<Wire> ins = new ArrayList<>();
    List<Integer> ports = ports();
    int leftmost = x - port();
    int bottom = y + bottom();
    for (int i = 0; i < branches.size(); i++) {
      int at = leftmost + ports.get(i);
      Point[] fork = {new Point(x, y), new Point(x, y + FORK), new Point(at, y + FORK)};
      Point[] meet = {new Point(at, bottom), new Point(x, bottom)};
      if (branches.get(i).isEmpty()) {
        joined.ins().forEach(w -> ins.add(w.from(meet).from(fork)));
        continue;
      }
      Stop stop = branches.get(i).get();
      Ends ends = stop.piece().place(at, y + ABOVE, canvas);
      stop.label(ends.out().end(), canvas);
      ends.ins().forEach(w -> ins.add(w.from(fork)));
      canvas.connect(ends.out().to(meet), joined.ins());
    }
    return new Ends(ins, joined.out());
  }
}
