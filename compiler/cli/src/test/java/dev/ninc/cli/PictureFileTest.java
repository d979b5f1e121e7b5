package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Order;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {

  @TempDir Path folder;

  @Test
  void withoutPreprocessingLevelsBecomeZeroToOne() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(2, 1, 0x336699);
    assertThat(read(write(image), network("3x2x3")))
        .containsExactly(
            new float[] {
              1, 0, 0, 0, 0, 0x33 / 255f, //
              0, 0, 0, 0, 0, 0x66 / 255f, //
              0, 0, 0, 0, 0, 0x99 / 255f
            });
  }

  @Test
  void greyServesOneChannelAndThree() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 64);
    image.getRaster().setSample(2, 1, 0, 255);
    Path file = write(image);
    assertThat(read(file, network("1x2x3"))).containsExactly(0, 64 / 255f, 0, 0, 0, 1);
    assertThat(read(file, network("3x2x3"))).hasSize(18).startsWith(0, 64 / 255f).endsWith(0, 0, 1);
  }

  @Test
  void preprocessingIsDone() throws Exception {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 8; i++) {
      image.setRGB(i % 4, i / 4, i % 4 < 2 ? 0xff0a141e : 0x00ffffff);
    }
    Network network = network("3x1x2", Optional.of(new Resize.Exact(1, 2)), Order.BGR);
    // Reduced by 2 to the weights (3 3 1) / 7.
    assertThat(read(write(image), network))
        .containsExactly((26 - 1) / 4f, (4 - 1) / 4f, (17 - 1) / 4f, (3 - 1) / 4f, 2, 0);
  }

  @Test
  void aPictureThatDoesNotSuitIsExplained() throws Exception {
    Path file = write(image(BufferedImage.TYPE_INT_RGB));
    assertThatThrownBy(() -> read(file, network("3x4x4", Optional.empty(), Order.RGB)))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(file + "` can't be given to it: the picture is 2 pixels high")
        .hasMessageContaining("add `resize 4x4` to its `preprocess`");
  }

  @Test
  void withoutPreprocessingNothingIsGuessed() throws Exception {
    assertMistake(
        write(image(BufferedImage.TYPE_INT_ARGB)), "3x2x3", "transparent pixels", "background");
    BufferedImage red = image(BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xff0000);
    assertMistake(write(red), "1x2x3", "in colour", "{ order grey scale 1/255 }");
    assertMistake(
        write(red),
        "3x3x3",
        "2 pixels high and 3 wide; the network takes 3 x 3",
        "{ resize 3x3 scale 1/255 }");
    assertMistake(write(red), "4x2x3", "the network takes 4x2x3", ".npy");
  }

  @Test
  void whatIsNoPictureIsAMistake() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), "hello".getBytes(StandardCharsets.UTF_8));
    assertMistake(file, "3x2x3", "no PNG, JPEG, BMP or GIF", ".npy");
    byte[] whole = Files.readAllBytes(write(image(BufferedImage.TYPE_INT_RGB)));
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    assertMistake(cut, "3x2x3", "can't be read as a PNG", "fetch or save it again");
  }

  private static BufferedImage image(int type) {
    return new BufferedImage(3, 2, type);
  }

  private Path write(BufferedImage image) throws IOException {
    Path file = folder.resolve("picture.png");
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return file;
  }

  private static Network network(String input) throws IOException {
    String text = "network N { input " + input + " gap }";
    return Ninc.check(p -> Optional.of(text), "n.nin", Options.DEFAULT).orThrow();
  }

  /** With a scale of 1/4 and a mean of 1/4, over black. */
  private static Network network(String input, Optional<Resize> resize, Order order)
      throws IOException {
    Network plain = network(input);
    Preprocessing preprocessing =
        new Preprocessing(
            resize,
            Optional.empty(),
            new Background(0, 0, 0),
            order,
            0.25,
            order.each(0.25),
            List.copyOf(order.each(1)));
    return new Network(
        plain.file(),
        plain.doc(),
        plain.settings(),
        plain.labels(),
        Optional.of(preprocessing),
        plain.graph());
  }

  private static float[] read(Path file, Network network) throws IOException, Mistake {
    return new PictureFile(file, network).read();
  }

  private static void assertMistake(Path file, String input, String message, String hint) {
    assertThatThrownBy(() -> read(file, network(input)))
        .isInstanceOfSatisfying(
            Mistake.class,
            mistake -> {
              assertThat(mistake)
                  .hasMessageContaining(message)
                  .hasMessageContaining(file.toString());
              assertThat(mistake.hint()).contains(hint).endsWith(".");
            });
  }
}
