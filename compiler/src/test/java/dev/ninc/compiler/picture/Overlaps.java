package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.picture.Drawing.Box;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.picture.Drawing.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with a drawing; nothing if it can be read. */
final class Overlaps {

  /** A thing with a place, and a name for messages. */
  private record Thing(String name, Rect place) {
    @Override
    public String toString() {
      return name + " at " + place;
    }
  }

  private final Drawing drawing;
  private final Map<String, Rect> places = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private Overlaps(Drawing drawing) {
    this.drawing = drawing;
    drawing.boxes().forEach(b -> places.put(b.part().path(), b.place()));
  }

  static List<String> of(Drawing drawing) {
    Overlaps overlaps = new Overlaps(drawing);
    overlaps.boxesAndLabels();
    overlaps.edges();
    overlaps.frames();
    overlaps.inside();
    return overlaps.wrong;
  }

  private void boxesAndLabels() {
    List<Thing> boxes = drawing.boxes().stream().map(Overlaps::box).toList();
    pairs(boxes);
    List<Thing> labels = labels();
    pairs(labels);
    for (Box box : drawing.boxes()) {
      for (Label label : box.labels()) {
        check(box.place().contains(label.bounds()), "leaves its box: " + label);
        box.bar()
            .ifPresent(b -> check(!b.place().overlaps(label.bounds()), "covers a bar: " + label));
      }
      box.bar()
          .ifPresent(
              b ->
                  check(
                      box.place().contains(b.place()) && b.filled() <= b.place().width(),
                      "bar of " + box));
    }
    for (Label label : drawing.loose()) {
      for (Thing box : boxes) {
        check(!box.place().overlaps(label.bounds()), label + " lies on " + box);
      }
    }
  }

  private void pairs(List<Thing> things) {
    for (int i = 0; i < things.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean apart = !things.get(i).place().overlaps(things.get(j).place());
        check(apart, things.get(i) + " lies on " + things.get(j));
      }
    }
  }

  private List<Thing> labels() {
    List<Thing> labels = new ArrayList<>();
    drawing.loose().forEach(l -> labels.add(new Thing("label " + l.text(), l.bounds())));
    drawing
        .boxes()
        .forEach(
            b -> b.labels().forEach(l -> labels.add(new Thing("label " + l.text(), l.bounds()))));
    return labels;
  }

  /** An edge touches the boxes at its ends, and nothing else. */
  private void edges() {
    List<Thing> others = new ArrayList<>(drawing.boxes().stream().map(Overlaps::box).toList());
    drawing.loose().forEach(l -> others.add(new Thing("label " + l.text(), l.bounds())));
    drawing.swatches().forEach(s -> others.add(new Thing("swatch", s.place())));
    for (Edge edge : drawing.edges()) {
      for (int i = 1; i < edge.points().size(); i++) {
        Rect line = line(edge.points().get(i - 1), edge.points().get(i));
        for (Thing other : others) {
          check(!line.overlaps(other.place()), edge + " crosses " + other);
        }
        foreignFrames(edge, line);
      }
      ends(edge);
    }
  }

  private void foreignFrames(Edge edge, Rect line) {
    for (Frame frame : drawing.frames()) {
      boolean own =
          frame.place().contains(box(edge.from())) || frame.place().contains(box(edge.to()));
      check(own || !line.overlaps(frame.place()), edge + " crosses " + frame);
    }
  }

  private void ends(Edge edge) {
    Point first = edge.points().get(0);
    Point last = edge.points().get(edge.points().size() - 1);
    Rect from = box(edge.from());
    Rect to = box(edge.to());
    check(first.y() == from.bottom() && within(first, from), edge + " does not begin at " + from);
    check(last.y() == to.y() && within(last, to), edge + " does not end at " + to);
  }

  private static boolean within(Point point, Rect box) {
    return box.x() < point.x() && point.x() < box.right();
  }

  private Rect box(String path) {
    return places.get(path);
  }

  /** A line has no width, and so would overlap nothing. */
  private Rect line(Point a, Point b) {
    check(a.x() == b.x() || a.y() == b.y(), "a slanting line " + a + " " + b);
    boolean vertical = a.x() == b.x();
    Point first = new Point(Math.min(a.x(), b.x()), Math.min(a.y(), b.y()));
    int length = Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    return vertical
        ? new Rect(first.x() - 1, first.y(), 2, length)
        : new Rect(first.x(), first.y() - 1, length, 2);
  }

  private void frames() {
    for (Frame frame : drawing.frames()) {
      Set<String> expected = new TreeSet<>();
      Set<String> found = new TreeSet<>();
      for (Box box : drawing.boxes()) {
        if (box.part().scopes().stream().map(Origin::path).anyMatch(frame.path()::equals)) {
          expected.add(box.part().path());
        }
        if (frame.place().contains(box.place())) {
          found.add(box.part().path());
        }
        check(
            frame.place().contains(box.place()) || !frame.place().overlaps(box.place()),
            frame + " cuts " + box.place());
      }
      check(!found.isEmpty() && found.equals(expected), frame + ": " + found + ", not " + expected);
      for (Frame other : drawing.frames()) {
        boolean nested =
            frame.place().contains(other.place()) || other.place().contains(frame.place());
        check(nested || !frame.place().overlaps(other.place()), frame + " cuts " + other);
      }
    }
  }

  private void inside() {
    Rect all = new Rect(0, 0, drawing.width(), drawing.height());
    Set<Rect> everything = new HashSet<>();
    drawing.boxes().forEach(b -> everything.add(b.place()));
    drawing.frames().forEach(f -> everything.add(f.place()));
    drawing.swatches().forEach(s -> everything.add(s.place()));
    drawing.loose().forEach(l -> everything.add(l.bounds()));
    drawing
        .edges()
        .forEach(e -> e.points().forEach(p -> everything.add(new Rect(p.x(), p.y(), 0, 0))));
    everything.forEach(p -> check(all.contains(p), p + " lies outside of " + all));
  }

  private static Thing box(Box box) {
    return new Thing("box " + box.part().path(), box.place());
  }

  private void check(boolean right, String message) {
    if (!right) {
      wrong.add(message);
    }
  }
}
