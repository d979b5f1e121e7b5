package dev.ninc.compiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.picture.Drawing.Edge;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing lies on anything else, and nothing is missing. */
class LayoutTest {

  private static final int RANDOM = 300;

  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    return Samples.all().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getFileName().toString(),
                    () -> check(f.getFileName().toString(), Samples.network(f))));
  }

  @TestFactory
  Stream<DynamicTest> nasty() {
    return NastyNetworks.ALL.entrySet().stream().map(e -> test(e.getKey(), e.getValue()));
  }

  @Test
  void randomNetworks() {
    LongStream.range(0, RANDOM)
        .forEach(seed -> check("seed " + seed, RandomNetwork.of(seed).text()));
  }

  @Test
  void timeDoesNotDoubleWithEachLevel() {
    assertThat(drawing(NastyNetworks.deeplyNested(40), Detail.LAYERS).boxes()).hasSize(83);
  }

  @Test
  void manyLayersStandInManyColumns() {
    Drawing drawing = drawing(NastyNetworks.series(1_990), Detail.LAYERS);
    assertThat((double) drawing.height() / drawing.width()).isBetween(0.5, 1.6);
    assertThat(drawing.boxes().stream().map(b -> b.place().x()).distinct().count())
        .isBetween(10L, 40L);
  }

  private static DynamicTest test(String name, String text) {
    return DynamicTest.dynamicTest(name, () -> check(name, text));
  }

  private static void check(String name, String text) {
    check(name + "\n" + text, Harness.check(text, Options.DEFAULT));
  }

  private static void check(String name, Network network) {
    for (Detail detail : Detail.values()) {
      Drawing drawing = Sheet.of(network, detail);
      assertThat(Overlaps.of(drawing)).as(detail + " " + name).isEmpty();
    }
    assertThat(edges(Sheet.of(network, Detail.LAYERS)))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(reads(network.graph()));
  }

  /** What the picture shows. */
  private static List<String> edges(Drawing drawing) {
    return drawing.edges().stream().map(LayoutTest::words).toList();
  }

  private static String words(Edge edge) {
    return edge.from() + " -> " + edge.to();
  }

  /** What the graph says, found in another way. */
  private static List<String> reads(Graph graph) {
    Map<Value, String> from = new HashMap<>();
    List<String> reads = new ArrayList<>();
    for (Layer layer : Layer.of(graph)) {
      layer.nodes().forEach(n -> from.put(n.out(), layer.name()));
      layer.nodes().stream()
          .filter(n -> !(n.op() instanceof Op.Param))
          .flatMap(n -> n.op().inputs().stream())
          .filter(v -> from.containsKey(v) && !from.get(v).equals(layer.name()))
          .forEach(v -> reads.add(from.get(v) + " -> " + layer.name()));
    }
    reads.add(from.get(graph.outputs().get(0).value()) + " -> output");
    return reads;
  }

  private static Drawing drawing(String text, Detail detail) {
    return Sheet.of(Harness.check(text, Options.DEFAULT), detail);
  }
}
