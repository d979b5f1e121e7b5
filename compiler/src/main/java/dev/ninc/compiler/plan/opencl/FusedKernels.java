package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The kernels for several nodes at once, and places for the weights that they read. */
final class FusedKernels {

  private final Map<Value, Node> nodes;
  private final Function<Value, Pixels> layouts;
  private final WeightSpace weights;

  /**
   * @param layouts how the values lie that have a place in the arena
   */
  FusedKernels(Map<Value, Node> nodes, Function<Value, Pixels> layouts, WeightSpace weights) {
    this.nodes = nodes;
    this.layouts = layouts;
    this.weights = weights;
  }

  OpenClKernel of(Fusion fusion, String name) {
    return fusion instanceof Fusion.Stages stages
        ? chain(stages, name)
        : ending((Fusion.Ending) fusion, name);
  }

  private OpenClKernel chain(Fusion.Stages fusion, String name) {
    List<ChainStage> stages = new ArrayList<>();
    for (Node node : fusion.nodes()) {
      boolean first = stages.isEmpty();
      boolean last = stages.size() == fusion.nodes().size() - 1;
      Value in = ((Op.Conv) node.op()).in();
      stages.add(
          stage(
              node,
              first ? layouts.apply(in) : plain(in),
              last ? layouts.apply(node.out()) : plain(node.out())));
    }
    ChainTile tile = fusion.tile();
    int pixels = fusion.last().maps().pixels();
    Launch launch = new Launch(name, tile.items(), tile.pixels(), pixels, 1, tile.localBytes());
    return new ConvolutionKernel.Chain(launch, stages, tile);
  }

  private OpenClKernel ending(Fusion.Ending fusion, String name) {
    Value in = fusion.in();
    ChainStage stage = stage(fusion.conv(), layouts.apply(in), plain(fusion.conv().out()));
    boolean softmax = fusion.softmax().isPresent();
    int pixels = fusion.conv().maps().pixels();
    return fusion
        .tile()
        .<OpenClKernel>map(
            tile ->
                new ConvolutionKernel.GroupEnding(
                    new Launch(name, tile.items(), 1, 1, 1, tile.localBytes()),
                    stage,
                    softmax,
                    tile))
        .orElseGet(
            () ->
                new ConvolutionKernel.ItemEnding(
                    new Launch(name, 1, 1, 1, 1, 0), stage, softmax, ItemTile.of(pixels)));
  }

  private ChainStage stage(Node node, Pixels in, Pixels out) {
    DeviceConv conv = new DeviceConv((Op.Conv) node.op(), in, out);
    return new ChainStage(
        conv, weights.filters(node.out(), conv), weights.bias(node.out(), conv, 1));
  }

  /** How a value would lie in the arena. */
  private Pixels plain(Value value) {
    Maps maps = nodes.get(value).maps();
    int pixel = PixelStride.of(maps.channels());
    return new Pixels(maps, pixel, pixel * maps.width());
  }
}
