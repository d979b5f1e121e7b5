package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that says what makes its input of a picture, from its text to its answer. */
class PicturesCommandTest {

  private static final String PREPROCESS =
      """
        preprocess {
          resize shorter 6
          crop 4x4
          background [0, 0, 255]
          order bgr
          scale 1/255
          mean [0.25, 0, 0]
        }
      """;

  @TempDir Path folder;
  private Path network;
  private Path weights;

  @BeforeEach
  void write() throws IOException {
    network =
        Files.writeString(
            folder.resolve("tiny.nin"),
            Tiny.TEXT
                .replace("input 3x4x4\n", "input 3x4x4\n" + PREPROCESS)
                .replace("[red, green, blue]", "[blue, green, red]"));
    weights = Tiny.weights(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interp", "scalar"})
  void aPictureOfAnySizeIsPrepared(String backend) throws IOException {
    BufferedImage image = new BufferedImage(31, 17, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 31 * 17; i++) {
      image.setRGB(i % 31, i / 31, 0x40ff0000); // a quarter red, the rest the blue behind it
    }
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    Path scores = folder.resolve("scores.f32le");
    Cli.Outcome outcome =
        ninc("run", network, file, "-w", weights, "-b", backend, "-o", "mean", "--save", scores);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    // Ten times (191 / 255 - 0.25, 0, 64 / 255).
    float[] expected = {4.990196f, 0, 2.509804f};
    var floats = ByteBuffer.wrap(Files.readAllBytes(scores));
    floats.order(ByteOrder.LITTLE_ENDIAN);
    for (float number : expected) {
      assertThat(floats.getFloat()).isCloseTo(number, within(1e-5f));
    }
    assertThat(outcome.out()).contains("blue");
  }

  @Test
  void itIsVerified() {
    Cli.Outcome outcome = ninc("verify", network);
    assertThat(outcome.code()).as(outcome.out()).isZero();
    assertThat(outcome.out()).contains("pictures: prepared exactly as the interpreter does.");
  }

  @Test
  void itIsShown() {
    String text =
        "resize shorter 6, crop 4x4, background [0, 0, 255], order bgr, scale 1/255,"
            + " mean [0.25, 0, 0]";
    assertThat(ninc("summary", network).out()).contains("pictures    " + text);
    assertThat(ninc("dump", network, "--after", "all").out())
        .contains("  preprocess " + text + "\n");
    assertThat(ninc("summary", network, "--json").out())
        .contains("\"resizeShorter\" : 6", "\"crop\" : [ 4, 4 ]", "\"order\" : \"bgr\"")
        .contains("\"std\" : [ 1.0, 1.0, 1.0 ]");
  }
}
