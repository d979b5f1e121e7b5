package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.Drawing.Bar;
import dev.ninc.compiler.picture.Drawing.Box;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.picture.Drawing.Frame;
import dev.ninc.compiler.picture.Drawing.Swatch;
import java.util.List;

/** Drawing → SVG. An element of the drawing is a line of the text, or a few. */
final class Svg {

  private static final int BEND = 7;

  private static final String ARROW =
      """
      <defs><marker id="ninc-arrow" viewBox="0 0 8 8" refX="7" refY="4"
        markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
      <path class="arrow" d="M0 0.8 L7.4 4 L0 7.2 Z"/></marker></defs>
      """;

  private final Drawing drawing;
  private final SvgText svg = new SvgText();

  Svg(Drawing drawing) {
    this.drawing = drawing;
  }

  String text() {
    svg.head(
        drawing.width(),
        drawing.height(),
        drawing.title(),
        drawing.description(),
        Style.CSS,
        ARROW);
    drawing.frames().forEach(this::frame);
    drawing.edges().forEach(this::edge);
    drawing.boxes().forEach(this::box);
    drawing.swatches().forEach(this::swatch);
    drawing.loose().forEach(svg::label);
    return svg.end();
  }

  private void frame(Frame frame) {
    String style = frame.depth() % 2 == 0 ? "frame" : "frame inner";
    svg.open(frame.note());
    svg.line("%s</g>", SvgText.element(frame.place(), style, 10));
  }

  private void edge(Edge edge) {
    svg.line(
        "<path class=\"edge\" marker-end=\"url(#ninc-arrow)\" d=\"%s\"><title>%s</title></path>",
        path(edge.points()), SvgText.tooltip(edge.note()));
  }

  /** Lines whose corners are rounded. */
  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder("M" + at(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      path.append(" L").append(at(towards(corner, points.get(i - 1))));
      path.append(" Q").append(at(corner));
      path.append(' ').append(at(towards(corner, points.get(i + 1))));
    }
    return path.append(" L").append(at(points.get(points.size() - 1))).toString();
  }

  /** The place on the line to a neighbour where the bend of a corner begins. */
  private static Point towards(Point corner, Point neighbour) {
    int x = neighbour.x() - corner.x();
    int y = neighbour.y() - corner.y();
    int length = Math.abs(x) + Math.abs(y);
    int bend = Math.min(BEND, length / 2);
    return length == 0
        ? corner
        : new Point(corner.x() + x * bend / length, corner.y() + y * bend / length);
  }

  private static String at(Point point) {
    return point.x() + " " + point.y();
  }

  private void box(Box box) {
    String style = box.part().kind().style();
    Rect place = box.place();
    svg.open(box.note());
    svg.rect(place, "box " + style, box.part().kind() == Kind.END ? 15 : 6);
    if (box.part().kind() != Kind.END) {
      svg.rect(new Rect(place.x(), place.y() + 7, 4, place.height() - 14), "kind " + style, 2);
    }
    box.bar().ifPresent(this::bar);
    box.labels().forEach(svg::label);
    svg.close();
  }

  private void bar(Bar bar) {
    Rect all = bar.place();
    svg.rect(all, "bar", 3);
    svg.rect(new Rect(all.x(), all.y(), bar.filled(), all.height()), "fill" + bar.step(), 3);
  }

  private void swatch(Swatch swatch) {
    svg.rect(swatch.place(), swatch.style(), 3);
  }
}
