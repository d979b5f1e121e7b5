package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.Item.Activated;
import dev.ninc.compiler.interchange.layers.Item.Mlpconv;
import dev.ninc.compiler.interchange.layers.Item.Single;
import dev.ninc.compiler.ir.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the mlpconv layers (Lin, Chen and Yan, 2013) among the layers of a branch: a convolution
 * with a window, then 1x1 convolutions with stride 1, no padding and one group, a ReLU after each,
 * and all or none of them with a bias, and with a normalization. That each has one reader follows
 * from standing one after the other: a layer with two is followed by a join.
 */
final class Mlpconvs {

  private Mlpconvs() {}

  /** The same layers, with activations joined to the layer before and mlpconv layers recovered. */
  static List<Item> recover(List<Item> items, Net net) {
    List<Item> result = new ArrayList<>();
    List<Item> activated = withActivations(items, net);
    for (int i = 0; i < activated.size(); ) {
      List<Integer> stages = stages(activated, i, net);
      if (stages.size() > 1) {
        result.add(new Mlpconv(stages));
        i += stages.size();
      } else {
        result.add(activated.get(i++));
      }
    }
    return result;
  }

  private static List<Item> withActivations(List<Item> items, Net net) {
    List<Item> result = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Single layer) || !hasWeights(net, layer)) {
        result.add(items.get(i));
      } else if (i + 1 < items.size()
          && items.get(i + 1) instanceof Single next
          && !net.outputs().contains(layer.place())
          && net.node(next.place()).op() instanceof LayerOp.Activate activate) {
        result.add(new Activated(layer.place(), activate.function()));
        i++;
      } else {
        result.add(new Activated(layer.place(), Activation.LINEAR));
      }
    }
    return result;
  }

  private static boolean hasWeights(Net net, Single layer) {
    LayerOp op = net.node(layer.place()).op();
    return op instanceof LayerOp.Conv || op instanceof LayerOp.Fc;
  }

  /** The stages of an mlpconv that begins here; none where none does. */
  private static List<Integer> stages(List<Item> items, int from, Net net) {
    List<Integer> stages = new ArrayList<>();
    Optional<LayerOp.Conv> first = convolution(items.get(from), net).filter(Mlpconvs::isFirst);
    for (int i = from; first.isPresent() && i < items.size(); i++) {
      Optional<LayerOp.Conv> conv = convolution(items.get(i), net);
      if (conv.isEmpty() || i > from && !isStage(conv.get(), first.get())) {
        break;
      }
      stages.add(((Activated) items.get(i)).place());
    }
    return stages;
  }

  /** A convolution with a ReLU. */
  private static Optional<LayerOp.Conv> convolution(Item item, Net net) {
    return item instanceof Activated layer
            && layer.activation().equals(Activation.RELU)
            && net.node(layer.place()).op() instanceof LayerOp.Conv conv
        ? Optional.of(conv)
        : Optional.empty();
  }

  private static boolean isFirst(LayerOp.Conv conv) {
    boolean dense = conv.window().dilationY() == 1 && conv.window().dilationX() == 1;
    return conv.groups() == 1 && dense && conv.window().taps() > 1;
  }

  /** {@code nobias} and {@code norm} of an mlpconv hold for all its stages. */
  private static boolean isStage(LayerOp.Conv conv, LayerOp.Conv first) {
    return conv.isPointwise()
        && conv.bias() == first.bias()
        && conv.norm().isPresent() == first.norm().isPresent();
  }
}
