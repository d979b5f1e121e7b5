package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.Optional;

/** The kernels of the steps of a Winograd convolution. */
final class WinogradKernels {

  /** Bytes of the products of a work-item: with them its weights stay in a second-level cache. */
  private static final int PRODUCTS = 128 * 1024;

  private final String name;
  private final DeviceConv conv;
  private final WinogradGrid grid;
  private final Value owner;
  private final Pixels patches;
  private final DeviceProfile profile;
  private final WeightSpace weights;

  /**
   * @param name of the kernel
   */
  WinogradKernels(
      String name,
      Node node,
      DeviceConv conv,
      WinogradGrid grid,
      DeviceProfile profile,
      WeightSpace weights) {
    this.name = name;
    this.conv = conv;
    this.grid = grid;
    this.owner = node.out();
    this.patches = TransformedTiles.patches(grid);
    this.profile = profile;
    this.weights = weights;
  }

  /**
   * @param wanted the tile that is taken where it is possible
   */
  OpenClKernel kernel(Task.Part part, Optional<String> wanted) {
    return switch (part) {
      case PATCHES -> patches();
      case PRODUCTS -> products(wanted);
      case OUTPUTS -> profile.localBytes() == 0 ? item() : outputs();
      case WHOLE -> throw new IllegalArgumentException("no step of a Winograd convolution");
    };
  }

  private OpenClKernel patches() {
    Vectors vectors = vectors(conv.inputs());
    return new ConvolutionKernel.WinogradPatches(each(vectors), conv, grid, patches, vectors);
  }

  /**
   * Where a group has several items, a vector is a single channel: the points of a patch are
   * registers of an item.
   */
  private Vectors vectors(int channels) {
    return profile.localBytes() == 0 ? Vectors.of(channels, profile) : Vectors.scalars(channels);
  }

  private Launch each(Vectors vectors) {
    int units = Math.multiplyExact(grid.tiles(), vectors.count());
    return new Launches(profile).each(name, units, vectors.width() * grid.points());
  }

  private OpenClKernel item() {
    int atOnce = ItemTile.of(grid.tiles());
    int most = PRODUCTS / (grid.points() * DeviceConv.PANEL * Float.BYTES);
    int block = Math.max(1, most / atOnce) * atOnce;
    Launch launch = new Launch(name, 1, block, grid.tiles(), conv.panels(), 0);
    int filters = weights.winograd(owner, conv, grid);
    int bias = weights.bias(owner, conv, 1);
    return new ConvolutionKernel.ItemWinograd(launch, conv, grid, patches, filters, bias, atOnce);
  }

  private OpenClKernel products(Optional<String> wanted) {
    GroupTile tile = TileChoice.ofProducts(conv, grid, profile, wanted);
    int panels = grid.points() * Align.parts(conv.outputs(), tile.outputs());
    Launch launch =
        new Launch(name, tile.items(), tile.pixels(), grid.tiles(), panels, tile.localBytes());
    return new ConvolutionKernel.WinogradProducts(
        launch,
        conv,
        grid,
        patches,
        TransformedTiles.products(grid),
        weights.winograd(owner, conv, grid),
        tile);
  }

  private OpenClKernel outputs() {
    Vectors vectors = vectors(conv.outputs());
    int bias = weights.bias(owner, conv, 1);
    return new ConvolutionKernel.WinogradOutputs(
        each(vectors), conv, grid, TransformedTiles.products(grid), bias, vectors);
  }
}
