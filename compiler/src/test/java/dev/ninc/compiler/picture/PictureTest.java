package dev.ninc.compiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {

  private static final String SMALL = "conv 3x3 8 pad 1 maxpool 2x2 stride 2 gap";

  @Test
  void itIsAnSvgWithATitleForThoseWhoCannotSeeIt() throws Exception {
    Document svg = parse(svg(SMALL));
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(text(svg, "title", 0)).startsWith("Nasty: 3 layers · 224 parameters");
    assertThat(text(svg, "desc", 0)).contains("conv1: 3x3 pad 1, 3 → 8, ReLU, gives 8x8x8.");
  }

  @Test
  void boxesSayWhatLayersAre() throws Exception {
    List<String> texts = texts(parse(svg(SMALL)));
    assertThat(texts)
        .contains("conv1", "3x3 pad 1, 3 → 8, ReLU", "224 parameters", "100.0 %")
        .contains("maxpool1", "max 2x2 stride 2", "8x4x4", "8x1x1", "output");
  }

  @Test
  void picturesAndLabelsAreInTheBoxesOfTheEnds() throws Exception {
    String text =
        "network N { input 3x8x8 preprocess { resize 8x8 scale 1/255 } gap labels [a, b, c] }";
    List<String> texts = texts(parse(Picture.svg(network(text, ""), Detail.LAYERS)));
    assertThat(String.join(" ", texts))
        .contains("picture: resize 8x8, order rgb, scale 1/255", "3 labels");
  }

  @Test
  void framesAreNamed() throws Exception {
    String network = "mlpconv 3x3 [4, 5] pad 1 body: mlpconv 3x3 [a: 4, b: 5] pad 1";
    List<String> texts = texts(parse(svg(network)));
    assertThat(texts).contains("mlpconv1", "mlpconv1.0", "body", "mlpconv", "a", "b");
  }

  @Test
  void roundsAreNumberedAndNamesAreShort() throws Exception {
    String text =
        NastyNetworks.network("body: repeat 2 { b(4) } repeat 2 { relu tanh }")
            + " block b(n) { first: cccp n relu }";
    List<String> texts = texts(parse(Picture.svg(network(text, ""), Detail.LAYERS)));
    assertThat(texts)
        .contains("body", "repeat 2", "0.b1", "1.b1", "b(4)", "first")
        .contains("repeat2", "repeat2.0", "repeat2.1")
        .doesNotContain("body.0", "body.0.b1.first");
  }

  @Test
  void blocksAreBoxes() throws Exception {
    Network network = network("mlpconv 3x3 [4, 5] pad 1 gap");
    List<String> texts = texts(parse(Picture.svg(network, Detail.BLOCKS)));
    assertThat(texts)
        .contains("mlpconv1", "mlpconv 3x3, 2 layers", "137 parameters")
        .doesNotContain("mlpconv1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\"><script>alert(1)</script>",
        "&lt; &amp; ]]> <!--",
        "a' onload='x",
        "%s %d %n $1 \\\\",
        "אבג עברית",
        "😀 𝒳",
      })
  void hostileNames(String name) throws Exception {
    String svg = svg("\"" + name + "\": conv 3x3 8 pad 1 gap");
    Document parsed = parse(svg);
    assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(parsed)).contains(name.replace("\\\"", "\"").replace("\\\\", "\\"));
    assertThat(svg).doesNotContain("<script");
  }

  /** The language refuses these in names; a comment may hold them. */
  @Test
  void hostileComments() throws Exception {
    String doc = "/// \u202Eturned round\u0007 \uFFFE and \uFEFF<b>&bold;\tlong " + "w".repeat(900);
    String svg =
        Picture.svg(
            Harness.check(doc + "\n" + NastyNetworks.network("gap"), Options.DEFAULT),
            Detail.LAYERS);
    parse(svg);
    assertThat(svg).doesNotContain("\u202E", "\uFFFE", "\uFEFF", "\u0007", "<b>").contains("…");
  }

  @Test
  void longNamesAreShortened() throws Exception {
    String name = "n".repeat(100);
    List<String> texts = texts(parse(svg(name + ": relu")));
    assertThat(texts).anyMatch(t -> t.matches("n{20,80}…")).doesNotContain(name);
  }

  @Test
  void theSameNetworkGivesTheSameBytes() {
    Locale before = Locale.getDefault();
    try {
      String first = Picture.svg(network(RandomNetwork.of(3).text(), ""), Detail.LAYERS);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Picture.svg(network(RandomNetwork.of(3).text(), ""), Detail.LAYERS))
          .isEqualTo(first)
          .doesNotContain("\r");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nothingIsLoadedAndNothingRuns() {
    assertThat(svg(SMALL).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "<script", "@import", "href", "javascript", "<image");
  }

  @Test
  void darkReadersAreAsked() {
    assertThat(svg(SMALL)).contains("@media (prefers-color-scheme: dark)");
  }

  private static Network network(String layers) {
    return network(NastyNetworks.network(layers), "");
  }

  private static Network network(String text, String doc) {
    return Harness.check(doc + text, Options.DEFAULT);
  }

  private static String svg(String layers) {
    return Picture.svg(network(layers), Detail.LAYERS);
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static String text(Document svg, String tag, int index) {
    return svg.getElementsByTagName(tag).item(index).getTextContent();
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> ((Element) texts.item(i)).getTextContent())
        .toList();
  }
}
