package dev.ninc.compiler.picture;

import dev.ninc.compiler.picture.Drawing.Box;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.picture.Drawing.Frame;
import dev.ninc.compiler.picture.Drawing.Swatch;
import java.util.ArrayList;
import java.util.List;

/** Collects what is placed. */
final class Canvas {

  final List<Frame> frames = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();
  final List<Box> boxes = new ArrayList<>();
  final List<Label> labels = new ArrayList<>();
  final List<Swatch> swatches = new ArrayList<>();

  /** Draws what leaves one piece to where it enters the next. */
  void connect(Wire from, List<Wire> to) {
    for (Wire wire : to) {
      Wire whole = from.then(wire);
      String note = from.box().path() + " → " + wire.box().path() + ": " + from.box().output();
      edges.add(new Edge(from.box().path(), wire.box().path(), whole.corners(), note));
    }
  }
}
