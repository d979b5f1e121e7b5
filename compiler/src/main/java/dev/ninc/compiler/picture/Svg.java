package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.Drawing.Bar;
import dev.ninc.compiler.picture.Drawing.Box;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.picture.Drawing.Frame;
import dev.ninc.compiler.picture.Drawing.Swatch;
import java.util.List;
import java.util.Locale;

/** Drawing → SVG. An element of the drawing is a line of the text, or a few. */
final class Svg {

  private static final int BEND = 7;

  private final Drawing drawing;
  private final StringBuilder text = new StringBuilder();

  Svg(Drawing drawing) {
    this.drawing = drawing;
  }

  String text() {
    head();
    drawing.frames().forEach(this::frame);
    drawing.edges().forEach(this::edge);
    drawing.boxes().forEach(this::box);
    drawing.swatches().forEach(this::swatch);
    drawing.loose().forEach(this::label);
    line("</svg>");
    return text.toString();
  }

  private void head() {
    int width = drawing.width();
    int height = drawing.height();
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-labelledby=\"ninc-title ninc-desc\">",
        width, height, width, height);
    line("<title id=\"ninc-title\">%s</title>", Clean.xml(drawing.title()));
    line("<desc id=\"ninc-desc\">%s</desc>", Clean.xml(drawing.description()));
    line("<style>\n%s</style>", Style.CSS);
    line("<defs><marker id=\"ninc-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\"");
    line("  markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">");
    line("<path class=\"arrow\" d=\"M0 0.8 L7.4 4 L0 7.2 Z\"/></marker></defs>");
    line("<rect class=\"page\" width=\"%d\" height=\"%d\"/>", width, height);
  }

  private void frame(Frame frame) {
    String style = frame.depth() % 2 == 0 ? "frame" : "frame inner";
    line("<g><title>%s</title>", tooltip(frame.note()));
    line("%s</g>", rect(frame.place(), style, 10));
  }

  private void edge(Edge edge) {
    line(
        "<path class=\"edge\" marker-end=\"url(#ninc-arrow)\" d=\"%s\"><title>%s</title></path>",
        path(edge.points()), tooltip(edge.note()));
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
    line("<g><title>%s</title>", tooltip(box.note()));
    line("%s", rect(place, "box " + style, box.part().kind() == Kind.END ? 15 : 6));
    if (box.part().kind() != Kind.END) {
      line(
          "%s",
          rect(new Rect(place.x(), place.y() + 7, 4, place.height() - 14), "kind " + style, 2));
    }
    box.bar().ifPresent(this::bar);
    box.labels().forEach(this::label);
    line("</g>");
  }

  private void bar(Bar bar) {
    Rect all = bar.place();
    line("%s", rect(all, "bar", 3));
    line(
        "%s", rect(new Rect(all.x(), all.y(), bar.filled(), all.height()), "fill" + bar.step(), 3));
  }

  private void swatch(Swatch swatch) {
    line("%s", rect(swatch.place(), swatch.style(), 3));
  }

  private void label(Label label) {
    line(
        "<text class=\"%s %s\" x=\"%d\" y=\"%d\"%s>%s</text>",
        Style.face(label.face()),
        label.style(),
        label.x(),
        label.baseline(),
        label.align() == Label.Align.RIGHT ? " text-anchor=\"end\"" : "",
        Clean.xml(label.text()));
  }

  private static String rect(Rect rect, String style, int radius) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
        style,
        rect.x(),
        rect.y(),
        rect.width(),
        rect.height(),
        Math.min(radius, Math.min(rect.width(), rect.height()) / 2));
  }

  private static String tooltip(String note) {
    return Clean.xml(Clean.lines(note));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
