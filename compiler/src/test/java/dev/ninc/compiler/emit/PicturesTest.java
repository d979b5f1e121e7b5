package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Crop;
import dev.ninc.compiler.ir.Preprocessing.Order;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.compiler.verify.PictureVerification;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Images;
import dev.ninc.runtime.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generated classes make of pictures. */
class PicturesTest {

  private static final String TEXT =
      "network Tiny(width = 3, rate = 0.5) { input 3x4x5 conv 1x1 width gap softmax }";

  private static final Preprocessing FULL =
      new Preprocessing(
          Optional.of(new Resize.Shorter(6)),
          Optional.of(new Crop(4, 5)),
          new Background(0, 10, 255),
          Order.BGR,
          1 / 255.0,
          List.of(0.406, 0.456, 0.485),
          List.of(0.225, 0.224, 0.229));

  private static Network network(Optional<Preprocessing> preprocessing) {
    Network plain = Harness.check(TEXT, Options.DEFAULT);
    return new Network(
        plain.file(), plain.doc(), plain.settings(), plain.labels(), preprocessing, plain.graph());
  }

  private static String publicClass(Network network) {
    return Ninc.emit(network, Options.DEFAULT.packageName("model")).get(0).text();
  }

  @Test
  void theConstantReadsLikeTheLanguage() {
    assertThat(publicClass(network(Optional.of(FULL))))
        .contains(
            """
              /** The network's parameters, and the values that this class was made for. */
              public static final List<Parameter> PARAMETERS = List.of(new Parameter("width", "3"),
                  new Parameter("rate", "0.5"));

              /** What makes an input of a picture, as it was done for training. */
              public static final Preprocessing PREPROCESSING = Preprocessing.bgr(INPUT)
                  .resizeShorter(6)
                  .crop(4, 5)
                  .background(0, 10, 255)
                  .scale(1.0 / 255)
                  .mean(0.406, 0.456, 0.485)
                  .std(0.225, 0.224, 0.229);
            """)
        .contains("      WEIGHTS).with(PREPROCESSING);\n");
  }

  @Test
  void whatDoesNothingIsNotWritten() {
    Preprocessing plain = Preprocessing.plain(Order.RGB);
    assertThat(publicClass(network(Optional.of(plain))))
        .contains("PREPROCESSING = Preprocessing.rgb(INPUT);");
    assertThat(publicClass(network(Optional.empty()))).doesNotContain("reprocessing");
  }

  @Test
  void manyParametersStandInPieces() {
    String names =
        IntStream.range(0, 700)
            .mapToObj(i -> "p" + i + " = " + i)
            .collect(Collectors.joining(", "));
    Network many =
        Harness.check("network Many(" + names + ") { input 1x2x2 gap }", Options.DEFAULT);
    assertThat(publicClass(many)).contains("PARAMETERS = GeneratedModel.joined(");
  }

  @Test
  void theDigestKnowsIt() {
    Preprocessing plain = Preprocessing.plain(Order.RGB);
    assertThat(
            List.of(
                digest(network(Optional.empty())),
                digest(network(Optional.of(plain))),
                digest(network(Optional.of(FULL)))))
        .doesNotHaveDuplicates();
  }

  private static String digest(Network network) {
    return publicClass(network).lines().filter(l -> l.contains("sha256")).findFirst().orElseThrow();
  }

  @Test
  void aPictureInAFileIsClassified(@TempDir Path folder) throws Exception {
    BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 4, 0x80ff00);
    Path file = folder.resolve("picture.png");
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    Network network = network(Optional.of(FULL));
    GeneratedModel model =
        new Harness(network, Harness.seeded(network, 1), Options.DEFAULT).model();
    assertThat(model.classify(file, 2)).isEqualTo(model.classify(Images.of(image), 2));
  }

  @Test
  void aGeneratedClassPreparesPictures() {
    Network network = network(Optional.of(FULL));
    GeneratedModel model =
        new Harness(network, Harness.seeded(network, 1), Options.DEFAULT).model();
    var finding = PictureVerification.of(model, FULL, network.graph().input().maps(), 1);
    assertThat(finding.isAllowed()).as("%s", finding).isTrue();
    Picture picture = Picture.grey(8, 10, new byte[80]);
    assertThat(model.run(picture))
        .hasSize(3)
        .containsExactly(model.run(model.preprocessing().orElseThrow().apply(picture)));
    assertThat(model.classify(picture, 2)).hasSize(2);
  }

  @Test
  void aDifferentPreparationIsFound() {
    Network network = network(Optional.of(FULL));
    GeneratedModel model =
        new Harness(network, Harness.seeded(network, 1), Options.DEFAULT).model();
    Preprocessing other =
        new Preprocessing(
            FULL.resize(),
            FULL.crop(),
            FULL.background(),
            Order.RGB,
            FULL.scale(),
            FULL.mean(),
            FULL.std());
    assertThat(PictureVerification.of(model, other, network.graph().input().maps(), 1).isAllowed())
        .isFalse();
  }

  @Test
  void withoutPreprocessingPicturesAreRefused() {
    Network network = network(Optional.empty());
    GeneratedModel model =
        new Harness(network, Harness.seeded(network, 1), Options.DEFAULT).model();
    assertThat(model.preprocessing()).isEmpty();
    assertThatThrownBy(() -> model.run(Picture.grey(4, 5, new byte[20])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add `preprocess` to its .nin file");
  }

  /** A server needs no java.desktop: neither to compile a generated class nor to run it. */
  @Test
  void nothingButJavaBaseIsNeeded(@TempDir Path classes) throws Exception {
    Network network = network(Optional.of(FULL));
    List<GeneratedFile> files = new ArrayList<>();
    Ninc.emit(network, Options.DEFAULT.packageName("model")).stream()
        .filter(f -> !f.text().contains("jdk.incubator.vector."))
        .forEach(files::add);
    files.add(new GeneratedFile("model/Main.java", MAIN));
    assertThat(javac(files, classes)).isEmpty();
    assertThat(java(classes, "model.Main")).isEqualTo("60 floats, 3 scores, scalar");
  }

  private static final String MAIN =
      """
      package model;

      import dev.ninc.runtime.Picture;
      import dev.ninc.runtime.WeightTensor;
      import dev.ninc.runtime.Weights;
      import java.util.List;

      final class Main {
        public static void main(String[] args) throws Exception {
          if (ModuleLayer.boot().modules().size() != 1) {
            throw new AssertionError(ModuleLayer.boot().modules());
          }
          Weights weights =
              Weights.of(
                  "test",
                  List.of(
                      new WeightTensor("conv1.weight", List.of(3, 3, 1, 1), new float[9]),
                      new WeightTensor("conv1.bias", List.of(3), new float[3])));
          Tiny model = Tiny.load(weights);
          Picture picture = Picture.grey(20, 30, new byte[600]);
          System.out.print(
              Tiny.PREPROCESSING.apply(picture).length
                  + " floats, "
                  + model.run(picture).length
                  + " scores, "
                  + model.backend().name());
        }
      }
      """;

  private static List<String> javac(List<GeneratedFile> files, Path classes) {
    return Javac.complaints(
        files, classes, "--limit-modules", "java.base", "-Xlint:all", "-Werror");
  }

  private static String java(Path classes, String main) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String path = classes + System.getProperty("path.separator") + Javac.runtime();
    Process process =
        new ProcessBuilder(
                java.toString(), "--limit-modules", "java.base", "-Xmx256m", "-cp", path, main)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
