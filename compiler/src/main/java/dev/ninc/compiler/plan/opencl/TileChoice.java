package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tile of a convolution in local memory: of a fixed list the one with the largest product of
 *
 * <ul>
 *   <li><b>reuse in registers</b>: 1 for work-items of 8x8 sums, 0.85 for 8x4 and 0.65 for 4x4,
 *       because 8x8 read 16 numbers of local memory for 64 multiply-adds, and 4x4 read 8 for 16;
 *   <li><b>reuse in local memory</b>: i / (i + 8), where i = pixels · outputs / (pixels + outputs)
 *       are the multiply-adds for each number that is brought;
 *   <li><b>use</b>: the share of its outputs that is no padding;
 *   <li><b>work</b>: the share of {@link #WANTED} work-items that a batch of {@link #BATCH} images
 *       gives something to do, at most 1. The batch is not known when a network is compiled; for
 *       large ones large tiles are right, and only the last layers are small enough to differ.
 * </ul>
 *
 * The first one of equals is taken. So 192 outputs of 32x32 pixels are 2 x 96, 160 are one tile, 10
 * are 16. The factors are estimates: nothing is measured here.
 */
final class TileChoice {

  /** Images whose work is to fill a GPU. */
  private static final int BATCH = 64;

  /** Work-items that fill a large GPU: 128 compute units with two groups of 128 each. */
  private static final int WANTED = 32_768;

  /** Multiply-adds for a number brought with which half of the time goes into bringing. */
  private static final double HALF = 8;

  private static final int TERMS = 16;

  /** Tiles below this share of the best estimate are not worth a measurement. */
  private static final double WORTH_A_LOOK = 0.4;

  /** Tiles of pixels x outputs, and the part of a work-item. */
  private record Shape(int pixels, int outputs, int itemPixels, int itemOutputs) {

    GroupTile tile(int terms, GroupTile.Loads loads) {
      return new GroupTile(pixels, outputs, terms, itemPixels, itemOutputs, loads);
    }

    int items() {
      return pixels / itemPixels * (outputs / itemOutputs);
    }

    /** Whether the work-items bring the weights of so many terms in whole rounds of vectors. */
    boolean shares(int terms) {
      return terms * outputs / 4 % items() == 0;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(128, 128, 8, 8),
          new Shape(128, 96, 8, 8),
          new Shape(64, 192, 8, 8),
          new Shape(64, 160, 8, 8),
          new Shape(128, 64, 8, 8),
          new Shape(64, 128, 8, 8),
          new Shape(128, 32, 8, 4),
          new Shape(64, 96, 8, 4),
          new Shape(64, 64, 8, 4),
          new Shape(64, 64, 4, 4),
          new Shape(64, 32, 4, 4),
          new Shape(32, 64, 4, 4),
          new Shape(32, 32, 4, 4),
          new Shape(64, 16, 4, 4));

  private final DeviceConv conv;
  private final DeviceProfile profile;
  private final int pixels;
  private final int products;

  /**
   * @param pixels of an image: of the output, or tiles at a point
   * @param products of matrices, of a group of channels: as many as there are points
   */
  private TileChoice(DeviceConv conv, DeviceProfile profile, int pixels, int products) {
    this.conv = conv;
    this.profile = profile;
    this.pixels = pixels;
    this.products = products;
  }

  /**
   * @param wanted the {@link GroupTile#shape} of a tile that is taken where it is possible
   * @throws IllegalArgumentException if the device is too small for any
   */
  static GroupTile of(DeviceConv conv, DeviceProfile profile, Optional<String> wanted) {
    return direct(conv, profile).best(wanted);
  }

  /** The same for the products of a Winograd convolution. */
  static GroupTile ofProducts(
      DeviceConv conv, WinogradGrid grid, DeviceProfile profile, Optional<String> wanted) {
    return products(conv, grid, profile).best(wanted);
  }

  private GroupTile best(Optional<String> wanted) {
    List<GroupTile> possible = possible();
    return possible.stream()
        .filter(tile -> wanted.filter(tile.shape()::equals).isPresent())
        .findFirst()
        .or(() -> possible.stream().min(Comparator.comparingDouble(tile -> -score(tile))))
        .orElseThrow(() -> new IllegalArgumentException("no tile fits " + profile));
  }

  /** The tiles that may be asked for. */
  static TileChoice direct(DeviceConv conv, DeviceProfile profile) {
    return new TileChoice(conv, profile, conv.out().maps().pixels(), 1);
  }

  /** The same for the products of a Winograd convolution. */
  static TileChoice products(DeviceConv conv, WinogradGrid grid, DeviceProfile profile) {
    return new TileChoice(conv, profile, grid.tiles(), grid.points());
  }

  /** The {@link GroupTile#shape}s of all tiles that are possible. */
  List<String> shapes() {
    return possible().stream().map(GroupTile::shape).toList();
  }

  /** Those that may be the best ones, by the estimates, the likeliest first. */
  List<String> likeliest() {
    List<GroupTile> all =
        possible().stream().sorted(Comparator.comparingDouble(tile -> -score(tile))).toList();
    return all.stream()
        .filter(tile -> score(tile) >= WORTH_A_LOOK * score(all.get(0)))
        .map(GroupTile::shape)
        .toList();
  }

  /** All tiles that the device can hold and that fit the layer. */
  private List<GroupTile> possible() {
    return SHAPES.stream()
        .filter(s -> s.shares(terms()))
        .map(s -> s.tile(terms(), loads()))
        .filter(tile -> tile.fits(profile) && staysInPanels(tile))
        .toList();
  }

  /** Neighbouring channels of a tap that are brought together, where these are whole steps. */
  private int terms() {
    return conv.inputs() % TERMS != 0 && conv.inputs() % (TERMS / 2) == 0 ? TERMS / 2 : TERMS;
  }

  private GroupTile.Loads loads() {
    boolean oneTap = products > 1 || conv.isPointwise();
    if (conv.inputs() % terms() == 0) {
      return oneTap ? GroupTile.Loads.POINTWISE : GroupTile.Loads.TAPS;
    }
    return oneTap ? GroupTile.Loads.CHANNELS : GroupTile.Loads.FLAT;
  }

  private boolean staysInPanels(GroupTile tile) {
    return Align.up(conv.outputs(), tile.outputs()) <= conv.panels() * DeviceConv.PANEL;
  }

  private double score(GroupTile tile) {
    double each = reuse(tile.itemPixels() * tile.itemOutputs());
    double brought = (double) tile.pixels() * tile.outputs() / (tile.pixels() + tile.outputs());
    long across = Align.parts(conv.outputs(), tile.outputs());
    double use = (double) conv.outputs() / (across * tile.outputs());
    long groups = (BATCH * (long) pixels - 1) / tile.pixels() + 1;
    double items = use * groups * across * conv.groups() * products * tile.items();
    return each * (brought / (brought + HALF)) * use * Math.min(1, items / WANTED);
  }

  private static double reuse(int sums) {
    return sums >= 64 ? 1 : sums >= 32 ? 0.85 : 0.65;
  }
}
