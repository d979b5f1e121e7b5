package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of files and of images in memory. */
class ImagesTest {

  private static final int[] COLOURS = {
    0xffff0000, 0xff00ff00, 0xff336699, 0xff000000, 0xffffffff, 0xff800001
  };

  @ParameterizedTest
  @CsvSource({
    "png," + BufferedImage.TYPE_INT_RGB,
    "bmp," + BufferedImage.TYPE_INT_RGB,
    "png," + BufferedImage.TYPE_3BYTE_BGR,
    "png," + BufferedImage.TYPE_INT_ARGB,
    "png," + BufferedImage.TYPE_4BYTE_ABGR
  })
  void coloursAreThoseOfTheFile(String format, int type) throws IOException {
    Picture picture = Images.read(encoded(colours(type), format), "a");
    assertThat(picture).extracting(Picture::height, Picture::width).containsExactly(2, 3);
    assertThat(picture.argb()).containsExactly(COLOURS);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void imagesInMemoryKeepTheirColours(int type) {
    assertThat(Images.of(colours(type)).argb()).containsExactly(COLOURS);
    assertThat(Images.of(colours(type).getSubimage(1, 1, 2, 1)).argb())
        .containsExactly(COLOURS[4], COLOURS[5]);
  }

  @Test
  void fiveBitsAreSpread() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_555_RGB);
    image.getRaster().setDataElements(0, 0, new short[] {0x7fff});
    assertThat(Images.of(image).argb()).containsExactly(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void greyIsTakenAsItIs(String format) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 64);
    assertThat(Images.read(encoded(image, format), "a").argb())
        .containsExactly(0xff000000, 0xff404040);
  }

  @Test
  void ofSixteenBitsTheUpperEightAreTaken() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 0x41ff);
    assertThat(Images.read(encoded(image, "png"), "a").argb())
        .containsExactly(0xff414141, 0xff000000);
  }

  @Test
  void palettesAndSingleBitsAreLookedUp() throws IOException {
    BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xff00ff00);
    assertThat(Images.read(encoded(palette, "gif"), "a").argb()).containsExactly(0xff00ff00);
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, -1);
    assertThat(Images.read(encoded(bits, "png"), "a").argb()).containsExactly(0xff000000, -1);
  }

  @Test
  void alphaIsKept() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x40102030);
    Picture picture = Images.read(encoded(image, "png"), "a");
    assertThat(picture.argb()).containsExactly(0x40102030, 0);
    assertThat(picture.isOpaque()).isFalse();
  }

  @Test
  void aColourThatAPngCallsTransparentIs() throws IOException {
    byte[] png = encoded(colours(BufferedImage.TYPE_INT_RGB), "png");
    byte[] trns = {0, 0, 0, 6, 't', 'R', 'N', 'S', 0, 0, 0, (byte) 255, 0, 0};
    Picture picture = Images.read(PictureBytes.chunkBeforeData(png, trns), "a");
    assertThat(picture.argb()[0] >>> 24).isEqualTo(255);
    assertThat(picture.argb()[1]).isEqualTo(0x0000ff00);
  }

  @Test
  void otherColoursAreRefusedByName() {
    assertRefused(image(ColorSpace.CS_LINEAR_RGB, DataBuffer.TYPE_BYTE), "linear RGB");
    assertRefused(image(ColorSpace.CS_CIEXYZ, DataBuffer.TYPE_BYTE), "XYZ");
    assertRefused(image(ColorSpace.CS_sRGB, DataBuffer.TYPE_FLOAT), "samples");
  }

  private static void assertRefused(BufferedImage image, String name) {
    assertThatThrownBy(() -> Images.of(image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  private static BufferedImage image(int space, int type) {
    var model = new ComponentColorModel(ColorSpace.getInstance(space), false, false, 1, type);
    var raster = Raster.createWritableRaster(model.createCompatibleSampleModel(1, 1), null);
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void jpegIsReadNearly() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0x4080c0);
    }
    int pixel = Images.read(encoded(image, "jpg"), "a").argb()[0];
    assertThat(pixel >> 16 & 255).isBetween(0x3c, 0x44);
    assertThat(pixel & 255).isBetween(0xbc, 0xc4);
  }

  /** The corners in reading order, as someone sees the picture who holds it upright. */
  @ParameterizedTest
  @CsvSource({
    "0,1234", "1,1234", "2,2143", "3,4321", "4,3412", "5,1324", "6,3142", "7,4231", "8,2413",
    "9,1234"
  })
  void jpegIsTurnedAsTheCameraSays(int orientation, String corners) throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 512; i++) {
      int corner = i / 32 / 8 * 2 + i % 32 / 16;
      image.getRaster().setSample(i % 32, i / 32, 0, 50 * (corner + 1));
    }
    byte[] jpeg = encoded(image, "jpg");
    for (boolean little : new boolean[] {true, false}) {
      Picture picture = Images.read(PictureBytes.withOrientation(jpeg, orientation, little), "a");
      boolean turned = orientation >= 5 && orientation <= 8;
      assertThat(picture.height()).isEqualTo(turned ? 32 : 16);
      assertThat(corners(picture)).isEqualTo(corners);
    }
  }

  private static String corners(Picture picture) {
    StringBuilder corners = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int y = i / 2 * (picture.height() - 1);
      int x = i % 2 * (picture.width() - 1);
      corners.append(Math.round((picture.argb()[y * picture.width() + x] & 255) / 50f));
    }
    return corners.toString();
  }

  @Test
  void aFileIsNamedInMessages(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("notes.png"), "hello");
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(PictureException.class)
        .hasMessage("`" + file + "` is no PNG, JPEG, BMP or GIF picture.");
    assertThatThrownBy(() -> Images.read(folder.resolve("none.png")))
        .isInstanceOf(NoSuchFileException.class);
    Files.write(file, encoded(colours(BufferedImage.TYPE_INT_RGB), "png"));
    assertThat(Images.read(file).argb()).containsExactly(COLOURS);
  }

  private static BufferedImage colours(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    image.setRGB(0, 0, 3, 2, COLOURS, 0, 3);
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }
}
