package dev.ninc.compiler.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.picture.BarChart.Row;
import dev.ninc.compiler.picture.BarChart.Tone;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BarChartTest {

  private static final Row CONV =
      new Row("conv1", "direct 8 px", 300, "300.0 µs · 75.0 %", Tone.TO_100, "conv1: all");
  private static final Row POOL = new Row("pool", "", 100, "100.0 µs", Tone.MEMORY, "moves");

  private static BarChart chart(Row... rows) {
    return new BarChart("Net", List.of("fast"), "µs", List.of(rows), "share of the peak");
  }

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    Document svg = parse(chart(CONV, POOL).svg());
    List<Element> bars = bars(svg);
    assertThat(bars).hasSize(2);
    assertThat(bars.get(0).getAttribute("class")).isEqualTo("fill5");
    assertThat(bars.get(1).getAttribute("class")).isEqualTo("memory");
    assertThat(number(bars.get(0), "width") / (double) number(bars.get(1), "width"))
        .isBetween(2.98, 3.02);
  }

  @Test
  void textsStandInTheirOrderAndInThePicture() throws Exception {
    Document svg = parse(chart(CONV, POOL).svg());
    assertThat(texts(svg))
        .containsSubsequence("Net", "fast")
        .containsSubsequence("conv1", "direct 8 px", "300.0 µs · 75.0 %", "pool", "100.0 µs")
        .contains("share of the peak:", "to 20 %", "100 %", "memory-bound")
        .doesNotContain("other work");
    int width = number(svg.getDocumentElement(), "width");
    for (Element text : elements(svg, "text")) {
      int size = Integer.parseInt(text.getAttribute("class").replaceAll("^f(\\d+).*", "$1"));
      boolean right = text.getAttribute("text-anchor").equals("end");
      int room = Face.TEXT.width(text.getTextContent()) * size / Face.TEXT.size();
      assertThat(number(text, "x") + (right ? 0 : room))
          .as(text.getTextContent())
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void sharesHaveShades() {
    assertThat(Tone.of(0)).isEqualTo(Tone.TO_20);
    assertThat(Tone.of(0.2)).isEqualTo(Tone.TO_20);
    assertThat(Tone.of(0.21)).isEqualTo(Tone.TO_40);
    assertThat(Tone.of(0.8)).isEqualTo(Tone.TO_80);
    assertThat(Tone.of(1.03)).as("an error of the measurement").isEqualTo(Tone.TO_100);
    assertThat(Tone.of(1.5)).isEqualTo(Tone.BEYOND);
  }

  @Test
  void axesAreRound() {
    assertThat(BarSheet.Axis.to(982)).isEqualTo(new BarSheet.Axis(200, 5));
    assertThat(BarSheet.Axis.to(1000)).isEqualTo(new BarSheet.Axis(200, 5));
    assertThat(BarSheet.Axis.to(0)).isEqualTo(new BarSheet.Axis(0.2, 5));
    for (double most = 1e-3; most < 1e7; most *= 1.37) {
      BarSheet.Axis axis = BarSheet.Axis.to(most);
      assertThat(axis.ticks()).as("%s", most).isBetween(2, 6);
      assertThat(axis.step() * axis.ticks()).isGreaterThanOrEqualTo(most * 0.999999);
      assertThat(axis.pixels(most, 700)).isBetween(350, 700);
    }
  }

  @Test
  void nothingAndHostileNames() throws Exception {
    parse(chart().svg());
    String name = "\"><script>alert(1)</script>&" + "w".repeat(200);
    Row row = new Row(name, name, 0, name.substring(0, 60), Tone.OTHER, name + "\n\u0007");
    Document svg = parse(chart(row).svg());
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(svg)).anyMatch(t -> t.endsWith("…"));
    assertThatThrownBy(() -> new Row("a", "", Double.NaN, "", Tone.OTHER, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noMachineChangesIt() {
    Locale before = Locale.getDefault();
    String first = chart(CONV, POOL).svg();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(chart(CONV, POOL).svg()).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(first).contains("@media (prefers-color-scheme: dark)").doesNotContain("href");
  }

  /** The bars of rows: they stand in groups. */
  private static List<Element> bars(Document svg) {
    return elements(svg, "rect").stream()
        .filter(r -> r.getParentNode().getNodeName().equals("g"))
        .toList();
  }

  private static int number(Element element, String name) {
    return Integer.parseInt(element.getAttribute(name));
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Document svg, String tag) {
    NodeList nodes = svg.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }
}
