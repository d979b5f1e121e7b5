package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Draws layers and the maps that they read. Small, odd and extreme numbers are about as frequent as
 * all others together; what is drawn need not fit.
 */
final class LayerDraw {

  private static final int CHANNELS = 70;
  private static final int SIDE = 40;
  private static final int WINDOW = 11;

  private final RandomGenerator random;

  LayerDraw(RandomGenerator random) {
    this.random = random;
  }

  Maps maps(LayerSort sort) {
    int most = sort == LayerSort.REUSE ? 20 : SIDE;
    int height = side(most);
    int width = random.nextInt(4) == 0 ? height : side(most);
    return new Maps(channels(), height, width);
  }

  List<Layer> layers(LayerSort sort, Maps in) {
    return switch (sort) {
      case CONV, STRIDED -> List.of(conv(slide(sort), 1, channels()));
      case FLAT -> List.of(conv(Slide.POINT, 1, channels()));
      case SQUARE -> List.of(conv(square(), 1, channels()));
      case GROUPED -> List.of(grouped(in));
      case DEPTHWISE -> List.of(depthwise(in));
      case CHAIN -> List.of(chain(slide(LayerSort.CONV), between(2, 4)));
      case SQUARE_CHAIN -> List.of(chain(square(), between(3, 4)));
      case POINT_CHAIN -> List.of(chain(Slide.POINT, between(2, 4)));
      case DEPTHWISE_CHAIN -> behind(depthwise(in), between(1, 3));
      case REUSE -> behind(conv(square(), 1, channels()), between(3, 4));
      case MAX_POOL, AVERAGE_POOL, INSIDE_POOL -> List.of(pool(sort));
      case SUM, GATHER -> List.of(branches(sort == LayerSort.SUM, in.channels()));
      default -> List.of(new Layer.Plain("", plain(sort)));
    };
  }

  private String plain(LayerSort sort) {
    return switch (sort) {
      case MEAN -> "gap";
      case NORM -> "batchnorm";
      case LRN -> "lrn " + pick(1, 3, 5, 9, 31, 99) + " alpha " + pick(1, 2) + " bias 2";
      case SOFTMAX -> "softmax";
      default -> List.of("relu", "relu6", "leaky(0.3)", "sigmoid", "tanh").get(random.nextInt(5));
    };
  }

  /** What is known of the layer that was drawn, for maps that fit; of the first of several. */
  static LayerFacts facts(LayerSort sort, List<Layer> layers, Maps in) {
    Layer layer = layers.get(0);
    Maps out = Layer.through(layers, in).orElseThrow();
    if (layer instanceof Layer.Conv conv) {
      Layer.Style last = ((Layer.Conv) layers.get(layers.size() - 1)).style();
      return convolution(in, out, conv.slide().window(in), conv.groups(), last);
    }
    if (layer instanceof Layer.Mlpconv chain) {
      return convolution(in, out, chain.slide().window(in), 1, chain.style());
    }
    Window window = layer instanceof Layer.Pool pool ? pool.slide().window(in) : Window.pointwise();
    Activation.Kind act =
        sort == LayerSort.ACTIVATION
            ? activation(layer.text("").replaceAll("\\W.*", ""))
            : Activation.Kind.LINEAR;
    return new LayerFacts(in, out, window, 1, act, false, true, true);
  }

  private static LayerFacts convolution(
      Maps in, Maps out, Window window, int groups, Layer.Style style) {
    Activation.Kind act = activation(style.act().replaceAll("\\W.*", ""));
    return new LayerFacts(in, out, window, groups, act, !style.nobias(), true, true);
  }

  private static Activation.Kind activation(String word) {
    return switch (word) {
      case "linear" -> Activation.Kind.LINEAR;
      case "leaky" -> Activation.Kind.LEAKY;
      case "relu6" -> Activation.Kind.RELU6;
      case "sigmoid" -> Activation.Kind.SIGMOID;
      case "tanh" -> Activation.Kind.TANH;
      default -> Activation.Kind.RELU;
    };
  }

  private Layer.Conv conv(Slide slide, int groups, int channels) {
    return new Layer.Conv("", "conv", Size.of(channels), slide, groups, style());
  }

  private Layer grouped(Maps in) {
    List<Integer> divisors = new ArrayList<>();
    for (int d = 2; d <= in.channels(); d++) {
      if (in.channels() % d == 0) {
        divisors.add(d);
      }
    }
    int groups = divisors.isEmpty() ? 1 : divisors.get(random.nextInt(divisors.size()));
    int most = CHANNELS / groups;
    int outputs = groups * (random.nextBoolean() ? between(1, most) : Math.min(most, channels()));
    return conv(random.nextInt(4) == 0 ? Slide.POINT : slide(LayerSort.CONV), groups, outputs);
  }

  private Layer depthwise(Maps in) {
    Size all = Size.of(in.channels());
    return new Layer.Conv("", "depthwise", all, slide(LayerSort.CONV), in.channels(), style());
  }

  private List<Layer> behind(Layer head, int count) {
    List<Layer> all = new ArrayList<>(List.of(head));
    for (int i = 0; i < count; i++) {
      all.add(conv(i == 2 ? square() : Slide.POINT, 1, channels()));
    }
    return all;
  }

  private Layer chain(Slide slide, int count) {
    List<Layer.Stage> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(new Layer.Stage(i == 0 ? "head" : "", Size.of(channels())));
    }
    return new Layer.Mlpconv("", stages, slide, style());
  }

  private Layer pool(LayerSort sort) {
    Slide s = slide(LayerSort.CONV);
    Slide dense =
        new Slide(
            s.height(), s.width(), s.strideY(), s.strideX(), 1, 1, s.pads(), Slide.Form.EXTENT);
    boolean inside = sort == LayerSort.INSIDE_POOL;
    return new Layer.Pool("", sort == LayerSort.MAX_POOL, dense, random.nextBoolean(), inside);
  }

  private Layer branches(boolean add, int channels) {
    List<List<Layer>> bodies = new ArrayList<>();
    bodies.add(List.of(new Layer.Plain("", random.nextBoolean() ? "identity" : "maxpool 1x1")));
    int count = between(1, 2);
    for (int i = 0; i < count; i++) {
      bodies.add(
          random.nextBoolean()
              ? List.of(new Layer.Plain("", "identity"))
              : List.of(conv(Slide.POINT, 1, add ? channels : channels())));
    }
    return new Layer.Branches("", add, bodies);
  }

  private Slide square() {
    int size = pick(3, 3, 5, 5, 7);
    return new Slide(size, size, 1, 1, 1, 1, pads(size, size), Slide.Form.EXTENT);
  }

  private Slide slide(LayerSort sort) {
    int height = window();
    int width = random.nextInt(2) == 0 ? height : window();
    int strideY = sort == LayerSort.STRIDED ? between(2, 4) : pick(1, 1, 1, 2, 3, 4);
    int strideX = random.nextInt(3) > 0 ? strideY : between(1, 4);
    int dilateY = pick(1, 1, 1, 2, 3);
    int dilateX = random.nextInt(3) > 0 ? dilateY : between(1, 3);
    Pads pads = pads((height - 1) * dilateY + 1, (width - 1) * dilateX + 1);
    return new Slide(height, width, strideY, strideX, dilateY, dilateX, pads, Slide.Form.EXTENT);
  }

  private Pads pads(int extentY, int extentX) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> Pads.NONE;
      case 2 -> Pads.same();
      case 3 -> Pads.rectangle((extentY - 1) / 2, (extentX - 1) / 2);
      case 4 -> Pads.sides(reach(extentY), reach(extentX), reach(extentY), reach(extentX));
      case 5 -> Pads.sides(wide(extentY), reach(extentX), reach(extentY), wide(extentX));
      default -> Pads.number(between(0, Math.min(extentY, extentX) / 2));
    };
  }

  private int reach(int extent) {
    return random.nextInt(extent);
  }

  /** So wide that whole windows lie outside of the image. */
  private int wide(int extent) {
    return extent + random.nextInt(3);
  }

  private Layer.Style style() {
    List<String> acts = List.of("linear", "", "leaky(0.1)", "relu6", "sigmoid", "tanh");
    String act = acts.get(random.nextInt(acts.size()));
    return new Layer.Style(act, random.nextInt(5) == 0, false);
  }

  private int channels() {
    return switch (random.nextInt(8)) {
      case 0 -> 1;
      case 1 -> between(2, 4);
      case 2 -> between(5, 15);
      case 3 -> 16 * between(1, 4);
      case 4 -> 16 * between(1, 4) + pick(-1, 1);
      case 5 -> between(65, CHANNELS);
      default -> between(1, CHANNELS);
    };
  }

  private int side(int most) {
    return switch (random.nextInt(7)) {
      case 0 -> 1;
      case 1 -> between(2, 4);
      case 2, 3 -> between(5, Math.min(16, most));
      case 4 -> between(most - 3, most);
      default -> between(1, most);
    };
  }

  private int window() {
    return random.nextBoolean() ? pick(1, 2, 3, 3, 4, 5) : between(1, WINDOW);
  }

  private int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  private int pick(int... all) {
    return all[random.nextInt(all.length)];
  }
}
