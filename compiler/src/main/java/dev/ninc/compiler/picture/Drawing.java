package dev.ninc.compiler.picture;

import java.util.List;
import java.util.Optional;

/**
 * A picture as data: everything has its place, nothing its form yet. Lists are in the order of
 * drawing, what lies below first.
 *
 * @param title what it shows, in a few words
 * @param description the same for those who cannot see it
 * @param loose labels that stand in no box: shapes beside edges, frames' titles, header and legend
 */
record Drawing(
    int width,
    int height,
    String title,
    String description,
    List<Frame> frames,
    List<Edge> edges,
    List<Box> boxes,
    List<Label> loose,
    List<Swatch> swatches) {

  Drawing {
    frames = List.copyOf(frames);
    edges = List.copyOf(edges);
    boxes = List.copyOf(boxes);
    loose = List.copyOf(loose);
    swatches = List.copyOf(swatches);
  }

  /**
   * A layer, or a block as one.
   *
   * @param labels what stands in it
   * @param note what a pointer over it shows
   */
  record Box(Part part, Rect place, List<Label> labels, Optional<Bar> bar, String note) {}

  /**
   * A share of all multiply-accumulates.
   *
   * @param place of the whole bar
   * @param filled pixels of its width that are filled
   * @param step how dark they are: 1 to 5
   */
  record Bar(Rect place, int filled, int step) {}

  /**
   * What a block, a repeat or an mlpconv stands for.
   *
   * @param path of the block
   * @param depth frames around it
   */
  record Frame(String path, int depth, Rect place, String note) {}

  /**
   * From one box to another.
   *
   * @param points its corners; two neighbours have one x or one y
   */
  record Edge(String from, String to, List<Point> points, String note) {}

  /** A coloured square of the legend. */
  record Swatch(Rect place, String style) {}
}
