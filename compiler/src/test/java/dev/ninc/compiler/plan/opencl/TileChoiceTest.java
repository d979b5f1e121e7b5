package dev.ninc.compiler.plan.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.testing.DeviceTiles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiles of convolutions, for the layers that matter and for all numbers of channels. */
class TileChoiceTest {

  @ParameterizedTest
  @CsvSource({
    // inputs, outputs, window, side of the image, tile
    "  3, 192, 5, 32, 128 px x 96 x 16; 8x8 each",
    "192, 160, 1, 32, 64 px x 160 x 16; 8x8 each",
    "160,  96, 1, 32, 128 px x 96 x 16; 8x8 each",
    " 96, 192, 5, 16, 128 px x 96 x 16; 8x8 each",
    "192, 192, 3,  8, 64 px x 96 x 16; 8x4 each",
    "192,  10, 1,  8, 64 px x 16 x 16; 4x4 each",
    " 96,  96, 1, 54, 128 px x 96 x 16; 8x8 each",
    "384, 1024, 3, 6, 128 px x 128 x 16; 8x8 each",
    "1024, 1000, 1, 6, 128 px x 128 x 16; 8x8 each",
    "  1,   1, 1,  1, 64 px x 16 x 16; 4x4 each",
    " 40,  20, 3, 40, 32 px x 32 x 8; 4x4 each",
  })
  void layers(int inputs, int outputs, int window, int side, String tile) {
    DeviceConv conv = conv(inputs, outputs, 1, window, side);
    assertThat(TileChoice.of(conv, DeviceProfile.GPU, Optional.empty()))
        .hasToString(tile.replace(';', ','));
  }

  @Test
  void aTileThatIsAskedForIsTakenWhereItIsPossible() {
    DeviceConv conv = conv(16, 100, 1, 3, 2);
    assertThat(TileChoice.of(conv, DeviceProfile.GPU, Optional.of("tile 128x64 8x8")))
        .hasToString("128 px x 64 x 16, 8x8 each");
    GroupTile usual = TileChoice.of(conv, DeviceProfile.GPU, Optional.empty());
    for (String impossible : List.of("tile 64x192 8x8", "tile 0x0 0x0", "winograd F(4x4)", "")) {
      assertThat(TileChoice.of(conv, DeviceProfile.GPU, Optional.of(impossible))).isEqualTo(usual);
    }
  }

  @Test
  void termsComeTapByTapWhereTheyDivideTheChannels() {
    assertThat(TileChoice.of(conv(16, 8, 1, 3, 9), DeviceProfile.GPU, Optional.empty()).loads())
        .isEqualTo(GroupTile.Loads.TAPS);
    assertThat(TileChoice.of(conv(20, 8, 1, 3, 9), DeviceProfile.GPU, Optional.empty()).loads())
        .isEqualTo(GroupTile.Loads.FLAT);
    assertThat(TileChoice.of(conv(16, 8, 1, 1, 9), DeviceProfile.GPU, Optional.empty()).loads())
        .isEqualTo(GroupTile.Loads.POINTWISE);
    assertThat(TileChoice.of(conv(20, 8, 1, 1, 9), DeviceProfile.GPU, Optional.empty()).loads())
        .isEqualTo(GroupTile.Loads.CHANNELS);
    assertThat(TileChoice.of(conv(32, 8, 4, 3, 9), DeviceProfile.GPU, Optional.empty()).terms())
        .isEqualTo(8);
  }

  /** On usual devices and small ones. */
  @Test
  void allNumbersOfChannels() {
    for (DeviceProfile profile :
        List.of(
            DeviceProfile.GPU,
            new DeviceProfile(16 * 1024, 256, 128, 4),
            new DeviceProfile(8 * 1024, 128, 96, 4),
            new DeviceProfile(8 * 1024, 64, 64, 4))) {
      for (int channels = 1; channels <= 260; channels++) {
        for (int side : new int[] {1, 2, 3, 4, 6, 8, 13, 27, 54}) {
          GroupTile tile =
              TileChoice.of(conv(channels, channels, 1, 1, side), profile, Optional.empty());
          assertThat(tile.fits(profile)).isTrue();
          assertThat(DeviceTiles.ALL).contains(tile.shape().replace("tile ", ""));
          assertThat(tile.items()).isBetween(64, profile.workGroup());
          assertThat(tile.items() % 32).isZero();
          assertThat(Align.up(channels, tile.outputs()))
              .isLessThanOrEqualTo(Align.up(channels, DeviceConv.PANEL));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4", "4, 4", "5, 5", "7, 7", "8, 8", "9, 5", "25, 5", "36, 6", "49, 7", "64, 8", "169, 8",
    "1024, 8", "2916, 8"
  })
  void pixelsOfAnItem(int pixels, int tile) {
    assertThat(ItemTile.of(pixels)).isEqualTo(tile);
  }

  @Test
  void launchesOfSingleItemsAreOfAUsefulSize() {
    Launches cpu = new Launches(DeviceProfile.CPU);
    assertThat(cpu.each("k", 10, 16).tile()).isEqualTo(16);
    assertThat(cpu.each("k", 4096, 16).tile()).isEqualTo(256);
    assertThat(cpu.each("k", 1_000_000, 1).tile()).isEqualTo(4096);
    assertThat(cpu.each("k", 2, 1_000_000).tile()).isEqualTo(1);
    assertThat(cpu.pixels("k", 1, 1000).localBytes()).isZero();
  }

  @Test
  void softmaxOfManyChannelsIsSharedOnAGpu() {
    Launches gpu = new Launches(DeviceProfile.GPU);
    assertThat(gpu.pixels("k", 1, 1000)).isEqualTo(new Launch("k", 64, 1, 1, 1, 256));
    assertThat(gpu.pixels("k", 9, 10)).isEqualTo(new Launch("k", 128, 128, 9, 1, 0));
  }

  private static DeviceConv conv(int inputs, int outputs, int groups, int side, int image) {
    Window window = new Window(side, side, 1, 1, 1, 1, Padding.same(side / 2));
    Op.Conv conv =
        new Op.Conv(
            new Value("in"),
            new Value("weight"),
            Optional.empty(),
            window,
            groups,
            Activation.RELU);
    return new DeviceConv(conv, pixels(inputs, image), pixels(outputs, image));
  }

  private static Pixels pixels(int channels, int side) {
    int stride = PixelStride.of(channels);
    return new Pixels(new Maps(channels, side, side), stride, stride * side);
  }
}
