package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {

  /** Two bright and two dark squares, from 8x8 and 2x2: what Pillow's own tests expect of it. */
  @Test
  void resizesAsPillowsTestsExpect() {
    assertThat(squares(8, 4)).isEqualTo(mirrored(0xe1, 0xc9, 0xc9, 0xb7));
    assertThat(squares(2, 4)).isEqualTo(mirrored(0xe1, 0xb0, 0xb0, 0x98));
  }

  private static float[] squares(int side, int to) {
    byte[] grey = new byte[side * side];
    for (int i = 0; i < grey.length; i++) {
      boolean bright = i / side < side / 2 == i % side < side / 2;
      grey[i] = (byte) (bright ? 0xe1 : 255 - 0xe1);
    }
    return grey(to, to).resize(to, to).apply(Picture.grey(side, side, grey));
  }

  /** 4x4 from the upper left quarter: the rest is its mirror image, the levels turned round. */
  private static float[] mirrored(int... quarter) {
    float[] whole = new float[16];
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int level = quarter[Math.min(y, 3 - y) * 2 + Math.min(x, 3 - x)];
        whole[4 * y + x] = y < 2 == x < 2 ? level : 255 - level;
      }
    }
    return whole;
  }

  /** Each pixel of the result is between two of the picture: 1/4 and 3/4 of them. */
  @Test
  void enlargesByHalfPixelCentres() {
    Picture picture = Picture.grey(1, 2, new byte[] {0, 100});
    assertThat(grey(1, 4).resize(1, 4).apply(picture)).containsExactly(0, 25, 75, 100);
    assertThat(grey(4, 1).resize(4, 1).apply(Picture.grey(2, 1, new byte[] {0, 100})))
        .containsExactly(0, 25, 75, 100);
  }

  /**
   * Twice as wide a triangle for half the size: (1 3 3 1) / 8, cut off at the border: (3 3 1) / 7.
   */
  @Test
  void reducesWithAWiderFilter() {
    Picture picture = Picture.grey(1, 8, new byte[] {0, 0, 0, 80, 0, 0, 0, 70});
    assertThat(grey(1, 4).resize(1, 4).apply(picture)).containsExactly(0, 30, 10, 30);
  }

  @Test
  void passesAreRoundedOneAfterTheOther() {
    // 0 0 1 1 in 2x2: rows give 0 and 1, columns their quarters; a half is rounded up.
    Picture picture = Picture.grey(2, 2, new byte[] {0, 1, 1, 2});
    assertThat(grey(1, 1).resize(1, 1).apply(picture)).containsExactly(2); // 0.5 → 1, 1.5 → 2
  }

  @ParameterizedTest
  @CsvSource({"1,1,7,5", "1,1,1,1", "9,512,512,9", "512,9,9,512", "31,17,32,32", "1,3000,2,2"})
  void aConstantPictureStaysConstant(int height, int width, int toHeight, int toWidth) {
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) new int[] {0, 64, 255}[i % 3];
    }
    float[] out =
        rgb(toHeight, toWidth).resize(toHeight, toWidth).apply(Picture.rgb(height, width, rgb));
    int plane = toHeight * toWidth;
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isEqualTo(new float[] {0, 64, 255}[i / plane]);
    }
  }

  @Test
  void aMirroredPictureGivesAMirroredInput() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      int height = 1 + random.nextInt(40);
      int width = 1 + random.nextInt(40);
      int to = 1 + random.nextInt(20);
      Picture picture = random(random, height, width);
      Preprocessing preprocessing = rgb(to, to).resize(to, to);
      float[] plain = preprocessing.apply(picture);
      float[] turned = preprocessing.apply(turned(picture));
      for (int i = 0; i < plain.length; i++) {
        int plane = i / (to * to) * to * to;
        // Not bit for bit: positions are rounded, so that a weight may differ in its last place.
        assertThat(turned[plane + to * to - 1 - (i - plane)]).isBetween(plain[i] - 1, plain[i] + 1);
      }
    }
  }

  private static Picture turned(Picture picture) {
    int[] argb = picture.argb();
    int[] turned = new int[argb.length];
    Arrays.setAll(turned, i -> argb[argb.length - 1 - i]);
    return new Picture(picture.height(), picture.width(), turned);
  }

  @Test
  void theCentreIsCutOut() {
    Picture picture = Picture.grey(1, 7, new byte[] {0, 1, 2, 3, 4, 5, 6});
    assertThat(grey(1, 3).crop(1, 3).apply(picture)).containsExactly(2, 3, 4);
    assertThat(grey(1, 4).crop(1, 4).apply(picture)).containsExactly(1, 2, 3, 4); // floor(1.5)
    assertThat(grey(1, 7).crop(1, 7).apply(picture)).startsWith(0).endsWith(6);
  }

  @Test
  void aCropOfAResizeIsAPartOfIt() {
    Picture picture = random(new Random(2), 37, 53);
    float[] whole = rgb(21, 30).resize(21, 30).apply(picture);
    float[] part = rgb(8, 9).resize(21, 30).crop(8, 9).apply(picture);
    for (int i = 0; i < part.length; i++) {
      int row = 6 + i % 72 / 9;
      assertThat(part[i]).isEqualTo(whole[i / 72 * 630 + row * 30 + 10 + i % 9]);
    }
  }

  @ParameterizedTest
  @CsvSource({"40,30,8,11", "30,40,11,8", "5,5,8,8", "3,7,19,8", "16,25,13,8"})
  void theShorterSideLeadsAndTheOtherIsRoundedHalfUp(
      int width, int height, int toHeight, int toWidth) {
    Picture picture = random(new Random(3), height, width);
    assertThat(rgb(toHeight, toWidth).resizeShorter(8).apply(picture))
        .isEqualTo(rgb(toHeight, toWidth).resize(toHeight, toWidth).apply(picture));
  }

  @Test
  void channelsStandInOrder() {
    Picture picture = Picture.rgb(1, 2, new byte[] {1, 2, 3, 101, 102, 103});
    assertThat(rgb(1, 2).apply(picture)).containsExactly(1, 101, 2, 102, 3, 103);
    assertThat(Preprocessing.bgr(new Shape(3, 1, 2)).apply(picture))
        .containsExactly(3, 103, 2, 102, 1, 101);
  }

  @Test
  void greyIsPillows() {
    byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 10, 20, 30};
    assertThat(grey(1, 4).apply(Picture.rgb(1, 4, rgb))).containsExactly(76, 150, 29, 18);
  }

  @Test
  void theBackgroundShowsThrough() {
    Picture picture = new Picture(1, 3, new int[] {0x00ffffff, 0x80ff0000, 0xff010203});
    assertThat(rgb(1, 3).background(10, 20, 30).apply(picture))
        .containsExactly(10, 133, 1, 20, 10, 2, 30, 15, 3);
    assertThat(rgb(1, 3).apply(picture)).containsExactly(255, 255, 1, 255, 127, 2, 255, 127, 3);
  }

  @Test
  void numbersAreComputedInDoublePrecision() {
    Picture picture = Picture.rgb(1, 1, new byte[] {100, 0, (byte) 255});
    Preprocessing preprocessing =
        rgb(1, 1).scale(1 / 255.0).mean(0.485, 0.456, 0.406).std(0.229, 0.224, 0.225);
    assertThat(preprocessing.apply(picture))
        .containsExactly(
            (float) ((100 * (1 / 255.0) - 0.485) / 0.229),
            (float) (-0.456 / 0.224),
            (float) ((255 * (1 / 255.0) - 0.406) / 0.225));
  }

  @Test
  void severalPicturesShareAnArray() {
    float[] batch = new float[5];
    grey(1, 2).apply(Picture.grey(1, 2, new byte[] {1, 2}), batch, 2);
    assertThat(batch).containsExactly(0, 0, 1, 2, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
  void anOffsetWithoutRoomIsRefused(int offset) {
    Picture picture = Picture.grey(1, 2, new byte[2]);
    assertThatThrownBy(() -> grey(1, 2).apply(picture, new float[5], offset))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizesThatDoNotSuitAreExplained() {
    Picture picture = random(new Random(4), 30, 40);
    assertThatThrownBy(() -> rgb(32, 32).apply(picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the picture is 30 pixels high and 40 wide, and the network takes 32 x 32: add"
                + " `resize 32x32` to its `preprocess`, or give it a picture of that size");
    assertThatThrownBy(() -> rgb(32, 32).crop(32, 32).apply(picture))
        .hasMessageContaining(
            "too small for the network's crop of 32 x 32: add `resize shorter 32`");
    assertThatThrownBy(() -> rgb(32, 32).resizeShorter(32).apply(picture))
        .hasMessageContaining("32 pixels high and 43 wide after `resize`")
        .hasMessageContaining("add `crop 32x32`");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Preprocessing.rgb(new Shape(1, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rgb(2, 2).crop(3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rgb(2, 2).mean(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rgb(2, 2).background(0, 0, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rgb(2, 2).resize(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Picture(2, 2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Picture.rgb(1 << 16, 1 << 16, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The part that is cut out is computed alone: the whole would be 256 x 51,200,000. */
  @Test
  void anExtremeShapeTakesLittleMemory() {
    Picture strip = Picture.grey(1, 200_000, new byte[200_000]);
    assertThat(grey(224, 224).resizeShorter(256).crop(224, 224).apply(strip)).containsOnly(0);
    Picture tower = Picture.grey(200_000, 1, new byte[200_000]);
    assertThat(grey(224, 224).resizeShorter(256).crop(224, 224).apply(tower)).containsOnly(0);
  }

  @Test
  void aCamerasPictureTakesLittleTime() {
    Picture picture = new Picture(4000, 6000, new int[24_000_000]);
    long start = System.nanoTime();
    float[] out = rgb(224, 224).resizeShorter(256).crop(224, 224).apply(picture);
    assertThat(out).containsOnly(255);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private static Preprocessing rgb(int height, int width) {
    return Preprocessing.rgb(new Shape(3, height, width));
  }

  private static Preprocessing grey(int height, int width) {
    return Preprocessing.grey(new Shape(1, height, width));
  }

  private static Picture random(Random random, int height, int width) {
    byte[] rgb = new byte[3 * height * width];
    random.nextBytes(rgb);
    return Picture.rgb(height, width, rgb);
  }
}
