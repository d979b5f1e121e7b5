package dev.ninc.compiler.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an edge, from a box or to one.
 *
 * @param box the one end that is known
 * @param points horizontal and vertical lines, downwards with the data
 */
record Wire(Part box, List<Point> points) {

  Wire {
    points = List.copyOf(points);
  }

  static Wire at(Part box, int x, int y) {
    return new Wire(box, List.of(new Point(x, y)));
  }

  /** This wire with points before it. */
  Wire from(Point... first) {
    List<Point> all = new ArrayList<>(List.of(first));
    all.addAll(points);
    return new Wire(box, all);
  }

  /** This wire with points after it. */
  Wire to(Point... last) {
    List<Point> all = new ArrayList<>(points);
    all.addAll(List.of(last));
    return new Wire(box, all);
  }

  /** This wire and the rest of it. */
  Wire then(Wire rest) {
    return to(rest.points().toArray(Point[]::new));
  }

  Point end() {
    return points.get(points.size() - 1);
  }

  /** The points without those that lie on a line between their neighbours. */
  List<Point> corners() {
    List<Point> corners = new ArrayList<>();
    for (Point point : points) {
      int last = corners.size() - 1;
      if (last >= 0 && corners.get(last).equals(point)) {
        continue;
      }
      if (last >= 1 && straight(corners.get(last - 1), corners.get(last), point)) {
        corners.remove(last);
      }
      corners.add(point);
    }
    return corners;
  }

  private static boolean straight(Point a, Point b, Point c) {
    return a.x() == b.x() && b.x() == c.x() || a.y() == b.y() && b.y() == c.y();
  }
}
