package dev.ninc.compiler.picture;

import java.util.ArrayList;
import java.util.List;

/** Puts a series into one column, or into several where one would be much taller than wide. */
final class Wrapping {

  /** A series inside of a frame or a branch stays in one column up to this height. */
  private static final int INNER = 1_500;

  /** How tall a column may be, beside what it could be, for the sake of a better place to break. */
  private static final int SLACK_PERCENT = 116;

  private Wrapping() {}

  /** The whole network: columns until it is hardly taller than wide. */
  static Piece network(List<Stop> stops) {
    Column one = new Column(stops);
    return one.height() <= 5 * one.width() / 3 ? one : wrapped(stops, one, 1.05, true);
  }

  /** A part of it. */
  static Piece part(List<Stop> stops) {
    Column one = new Column(stops);
    boolean fine = one.height() <= INNER || one.height() <= 2 * one.width();
    return fine ? one : wrapped(stops, one, 1.5, false);
  }

  /**
   * @param shape the greatest height beside the width
   */
  private static Piece wrapped(List<Stop> stops, Column one, double shape, boolean ends) {
    Piece best = one;
    for (int count = 2; count <= stops.size(); count++) {
      List<Column> columns = columns(stops, count);
      if (columns.size() < 2) {
        continue;
      }
      Piece piece = new Columns(columns, ends);
      if (piece.height() >= best.height()) {
        return best; // one piece is as tall as all of them
      }
      best = piece;
      if (piece.height() <= shape * piece.width()) {
        return best;
      }
    }
    return best;
  }

  /** At most that many columns, the tallest as low as can be. */
  private static List<Column> columns(List<Stop> stops, int count) {
    int low = stops.stream().mapToInt(s -> s.piece().height()).max().orElseThrow();
    int high = new Column(stops).height();
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (filled(stops, middle).size() <= count) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    List<List<Stop>> columns = filled(stops, high);
    tidy(columns, high * SLACK_PERCENT / 100);
    return columns.stream().map(Column::new).toList();
  }

  /**
   * Lets a column begin with a frame or a fork, where the few layers before it have room at the end
   * of the column before.
   */
  private static void tidy(List<List<Stop>> columns, int height) {
    for (int i = 1; i < columns.size(); i++) {
      List<Stop> longer = new ArrayList<>(columns.get(i - 1));
      List<Stop> rest = columns.get(i);
      List<Stop> first = rest.stream().takeWhile(Stop::isCard).toList();
      longer.addAll(first);
      if (first.size() < rest.size() && new Column(longer).height() <= height) {
        columns.set(i - 1, longer);
        columns.set(i, rest.subList(first.size(), rest.size()));
      }
    }
  }

  /** Columns of at most this height, or of one piece. */
  private static List<List<Stop>> filled(List<Stop> stops, int height) {
    List<List<Stop>> columns = new ArrayList<>();
    int end = 0;
    for (Stop stop : stops) {
      int bottom = end + stop.piece().height();
      if (columns.isEmpty() || bottom > height) {
        columns.add(new ArrayList<>());
        bottom = stop.piece().height();
      }
      columns.get(columns.size() - 1).add(stop);
      end = bottom + stop.gap();
    }
    return columns;
  }
}
