package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.ir.Maps;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {

  private static final Maps RGB = new Maps(3, 2, 3);
  private static final Maps GREY = new Maps(1, 2, 3);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void coloursBecomePlanesFromZeroToOne(String format) throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x00ff00);
    image.setRGB(2, 1, 0x336699);
    float[] values = read(write(image, format), RGB);
    assertThat(values)
        .containsExactly(
            1,
            0,
            0,
            0,
            0,
            0x33 / 255f, //
            0,
            1,
            0,
            0,
            0,
            0x66 / 255f, //
            0,
            0,
            0,
            0,
            0,
            0x99 / 255f);
  }

  @Test
  void greySamplesAreTakenAsTheyAre() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 64);
    image.getRaster().setSample(2, 1, 0, 255);
    Path file = write(image, "png");
    assertThat(read(file, GREY)).containsExactly(0, 64 / 255f, 0, 0, 0, 1);
    assertThat(read(file, RGB)).hasSize(18).startsWith(0, 64 / 255f).endsWith(0, 0, 1);
  }

  @Test
  void sixteenBitsAreKept() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 257);
    image.getRaster().setSample(1, 0, 0, 1);
    assertThat(read(write(image, "png"), GREY)).startsWith(257 / 65535f, 1 / 65535f);
  }

  @Test
  void palettesAreLookedUp() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xffff0000);
    assertThat(read(write(image, "gif"), RGB)).startsWith(1).hasSize(18);
  }

  @Test
  void aGreyPictureStoredInColoursServesOneChannel() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x808080);
    assertThat(read(write(image, "png"), GREY)).startsWith(128 / 255f).hasSize(6);
  }

  @Test
  void jpegIsReadNearly() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6; i++) {
      image.setRGB(i % 3, i / 3, 0x4080c0);
    }
    float[] values = read(write(image, "jpg"), RGB);
    assertThat(values[0]).isBetween(0.2f, 0.3f);
    assertThat(values[12]).isBetween(0.7f, 0.8f);
  }

  @Test
  void anOpaqueAlphaChannelDoesNoHarm() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 6; i++) {
      image.setRGB(i % 3, i / 3, 0xff0000ff);
    }
    assertThat(read(write(image, "png"), RGB)).endsWith(1, 1, 1, 1, 1, 1);
  }

  @Test
  void transparencyIsRefused() throws Exception {
    Path file = write(image(BufferedImage.TYPE_INT_ARGB), "png");
    assertMistake(file, RGB, "transparent pixels", "background");
  }

  @Test
  void colourIsRefusedForOneChannel() throws Exception {
    BufferedImage image = image(BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    assertMistake(write(image, "png"), GREY, "in colour", "grey");
  }

  @Test
  void anotherSizeIsRefused() throws Exception {
    Path file = write(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), "png");
    assertMistake(file, RGB, "3 pixels high and 3 wide; the network takes 2 x 3", "resize");
  }

  @Test
  void fourChannelsAreNoPicture() throws Exception {
    Path file = write(image(BufferedImage.TYPE_INT_RGB), "png");
    assertMistake(file, new Maps(4, 2, 3), "the network takes 4x2x3", ".npy");
  }

  @Test
  void aHugePictureIsRefusedBeforeItIsUnpacked() throws Exception {
    byte[] png = Files.readAllBytes(write(image(BufferedImage.TYPE_INT_RGB), "png"));
    // Width and height stand at 16 and 20, most significant byte first; the checksum at 29.
    png[16] = 0x7f;
    png[20] = 0x7f;
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    Path file = Files.write(folder.resolve("bomb.png"), png);
    assertMistake(file, RGB, "pixels high", "resize");
  }

  @Test
  void noDamagedPictureGetsThroughWithoutAMessage() throws Exception {
    byte[] whole = Files.readAllBytes(write(image(BufferedImage.TYPE_INT_RGB), "png"));
    for (int length = 0; length < whole.length - 12; length++) {
      Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(file, RGB)).as("cut at %s", file).isInstanceOf(Mistake.class);
    }
  }

  @Test
  void textIsNoPicture() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), "hello".getBytes(StandardCharsets.UTF_8));
    assertMistake(file, RGB, "no PNG, JPEG, BMP or GIF", ".npy");
  }

  private static BufferedImage image(int type) {
    return new BufferedImage(3, 2, type);
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("picture." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private static float[] read(Path file, Maps input) throws IOException, Mistake {
    return new PictureFile(file, input).read();
  }

  private static void assertMistake(Path file, Maps input, String message, String hint) {
    assertThatThrownBy(() -> read(file, input))
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
