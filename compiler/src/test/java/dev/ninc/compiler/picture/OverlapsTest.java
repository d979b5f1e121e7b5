package dev.ninc.compiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.picture.Drawing.Box;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.picture.Drawing.Frame;
import dev.ninc.compiler.testing.Harness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The test of the layout would notice what it is there for. */
class OverlapsTest {

  private static final Drawing GOOD =
      Sheet.of(
          Harness.check(
              NastyNetworks.network("mlpconv 3x3 [4, 5] pad 1 concat { gap } { gap fc 5 }"),
              Options.DEFAULT),
          Detail.LAYERS);

  @Test
  void aGoodDrawingIsGood() {
    assertThat(Overlaps.of(GOOD)).isEmpty();
  }

  @Test
  void aBoxOnAnother() {
    Rect second = GOOD.boxes().get(1).place();
    assertThat(wrong(0, b -> new Box(b.part(), second, b.labels(), b.bar(), b.note())))
        .anyMatch(w -> w.startsWith("box ") && w.contains("lies on box"))
        .anyMatch(w -> w.contains("does not begin at"));
  }

  @Test
  void aLabelBesideItsBox() {
    Label label = Label.left("beside", Face.TEXT, 0, 20, "words");
    assertThat(wrong(0, b -> new Box(b.part(), b.place(), List.of(label), b.bar(), b.note())))
        .anyMatch(w -> w.startsWith("leaves its box"));
  }

  @Test
  void aLabelOnABoxOnAnEdgeAndOutside() {
    Rect box = GOOD.boxes().get(0).place();
    Point end = GOOD.edges().get(0).points().get(0);
    assertThat(labels(Label.left("loose", Face.TEXT, box.x() + 2, box.y() + 12, "shape")))
        .anyMatch(w -> w.contains("lies on box"));
    assertThat(labels(Label.left("loose", Face.TEXT, end.x() - 9, end.y() + 14, "shape")))
        .anyMatch(w -> w.contains("crosses label loose"));
    assertThat(labels(Label.left("loose", Face.TEXT, GOOD.width() - 3, 30, "shape")))
        .anyMatch(w -> w.contains("lies outside"));
  }

  @Test
  void anEdgeThroughABoxAndAFrame() {
    List<Edge> edges = new ArrayList<>(GOOD.edges());
    Edge last = edges.get(edges.size() - 1);
    int x = GOOD.boxes().get(1).place().x() + 1;
    edges.set(
        edges.size() - 1,
        new Edge(
            last.from(),
            last.to(),
            List.of(new Point(x, 0), new Point(x, GOOD.height())),
            last.note()));
    assertThat(Overlaps.of(with(GOOD.frames(), edges, GOOD.boxes(), GOOD.loose())))
        .anyMatch(w -> w.contains("crosses box"))
        .anyMatch(w -> w.contains("does not end at"));
  }

  @Test
  void aFrameAroundTooMuch() {
    Frame frame = GOOD.frames().get(0);
    Frame all = new Frame(frame.path(), 0, new Rect(0, 0, GOOD.width(), GOOD.height()), "");
    assertThat(Overlaps.of(with(List.of(all), GOOD.edges(), GOOD.boxes(), GOOD.loose())))
        .anyMatch(w -> w.startsWith("Frame") && w.contains("not ["));
  }

  private static List<String> wrong(int index, UnaryOperator<Box> change) {
    List<Box> boxes = new ArrayList<>(GOOD.boxes());
    boxes.set(index, change.apply(boxes.get(index)));
    return Overlaps.of(with(GOOD.frames(), GOOD.edges(), boxes, GOOD.loose()));
  }

  private static List<String> labels(Label more) {
    List<Label> labels = new ArrayList<>(GOOD.loose());
    labels.add(more);
    return Overlaps.of(with(GOOD.frames(), GOOD.edges(), GOOD.boxes(), labels));
  }

  private static Drawing with(
      List<Frame> frames, List<Edge> edges, List<Box> boxes, List<Label> loose) {
    return new Drawing(
        GOOD.width(), GOOD.height(), "", "", frames, edges, boxes, loose, GOOD.swatches());
  }
}
