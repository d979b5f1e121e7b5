package dev.ninc.runtime;

import static dev.ninc.runtime.ImagesTest.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or made to do harm: each is a picture or a message with its name. */
class HostileImagesTest {

  private static final int MUTATIONS = 2_000;

  /**
   * @param rest bytes that may be missing: a PNG's last chunk and a GIF's last bytes say nothing
   *     but that this is the end, a BMP's last byte fills up the row
   */
  @ParameterizedTest
  @CsvSource({"png,20", "jpg,0", "bmp,1", "gif,2"})
  void aFileThatIsCutOffIsRefused(String format, int rest) throws IOException {
    byte[] whole = encoded(picture(), format);
    int needed = whole.length - rest;
    for (int length = 0; length < needed; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Images.read(cut, "cut.off"))
          .as("%s cut at %d of %d", format, length, whole.length)
          .isInstanceOf(PictureException.class)
          .hasMessageContaining("`cut.off`");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void aDamagedFileIsAPictureOrAMessage(String format) throws IOException {
    byte[] whole = encoded(picture(), format);
    if (format.equals("jpg")) {
      whole = PictureBytes.withOrientation(whole, 6, true);
    }
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
      }
      try {
        assertThat(Images.read(damaged, "x").argb()).isNotEmpty();
      } catch (PictureException e) {
        assertThat(e).hasMessageContaining("`x`");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 20);
  }

  /** Directories that begin or go on beyond the segment, and values that mean nothing. */
  @Test
  void noExifSegmentDoesHarm() throws IOException {
    byte[] jpeg = encoded(picture(), "jpg");
    byte[] good = Arrays.copyOfRange(PictureBytes.withOrientation(jpeg, 6, true), 12, 50);
    Random random = new Random(6);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] tiff = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int n = random.nextInt(4); n > 0 && tiff.length > 0; n--) {
        tiff[random.nextInt(tiff.length)] = (byte) random.nextInt();
      }
      JpegHeader header = JpegHeader.of(PictureBytes.withExif(jpeg, tiff));
      assertThat(header.orientation()).isBetween(1, 8);
      assertThat(header.isComplete()).isTrue();
      assertThat(header.components()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"2147483647,2147483647", "100000,1001", "1,100000001"})
  void aHugePictureIsRefusedBeforeItIsUnpacked(int width, int height) throws IOException {
    byte[] png = PictureBytes.withSize(encoded(picture(), "png"), width, height);
    assertThatThrownBy(() -> Images.read(png, "bomb.png"))
        .isInstanceOf(PictureException.class)
        .hasMessage(
            "`bomb.png` is %d pixels high and %d wide: more than 100,000,000 pixels. Make it"
                + " smaller first.",
            height, width);
  }

  @Test
  void whatIsNotSupportedIsNamed() {
    assertRefused("II*\0....", "is a TIFF picture");
    assertRefused("MM\0*....", "is a TIFF picture");
    assertRefused("RIFF....WEBPVP8 ", "is a WebP picture");
    assertRefused("....ftypheic", "is a HEIC or AVIF picture");
    assertRefused("", "is no PNG, JPEG, BMP or GIF picture");
    assertRefused("\u00ff\u00d8\u00ff\u00c0\0\14\10\0\1\0\1\4....\u00ff\u00d9", "(CMYK)");
  }

  private static void assertRefused(String bytes, String message) {
    assertThatThrownBy(() -> Images.read(bytes.getBytes(StandardCharsets.ISO_8859_1), "a"))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining("`a` ")
        .hasMessageContaining(message);
  }

  @Test
  void severalPicturesInOneFileAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(picture(), null, null), null);
      writer.writeToSequence(new IIOImage(picture(), null, null), null);
      writer.endWriteSequence();
    }
    assertThatThrownBy(() -> Images.read(bytes.toByteArray(), "film.gif"))
        .hasMessageContaining("`film.gif` holds 2 pictures");
  }

  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(13, 9, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < 117; i++) {
      image.setRGB(i % 13, i / 13, random.nextInt(1 << 24));
    }
    return image;
  }
}
