package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Random networks around a single layer, which is of a wanted sort: the layer alone, or with others
 * before, behind and beside it, for where its maps lie depends on these.
 */
public final class LayerNetworks {

  /** Layers to draw before giving up. */
  private static final int DRAWS = 20_000;

  /** Multiply-accumulates of a layer that stays the only one. */
  private static final long LARGE = 500_000;

  /** What stands around the layer. */
  private enum Place {
    /** Nothing: it reads the input and makes the result. */
    ALONE,
    /** A layer before it: what it reads has gaps between the pixels. */
    BEHIND,
    /** One that wants a border behind it. */
    BETWEEN,
    /** Beside another of its sort: their results lie together, or are copied. */
    BESIDE,
    /** Added to another of its sort. */
    ADDED,
    /** Twice, with other numbers; the first result goes to the caller too. */
    TWICE
  }

  private final RandomGenerator random;
  private final LayerDraw draw;

  public LayerNetworks(RandomGenerator random) {
    this.random = random;
    this.draw = new LayerDraw(random);
  }

  /**
   * A network with a layer of that sort.
   *
   * @param wanted what has to hold of the layer
   * @param macs multiply-accumulates of the layer, at most
   * @return empty where none was found
   */
  public Optional<RandomNetwork> make(LayerSort sort, Predicate<LayerFacts> wanted, long macs) {
    for (int i = 0; i < DRAWS; i++) {
      Maps in = draw.maps(sort);
      List<Layer> layers = draw.layers(sort, in);
      Optional<Maps> out = Layer.through(layers, in);
      boolean affordable = out.isPresent() && Layer.macs(layers, in) <= macs;
      if (affordable && wanted.test(LayerDraw.facts(sort, layers, in))) {
        return Optional.of(placed(sort, layers, in));
      }
    }
    return Optional.empty();
  }

  private RandomNetwork placed(LayerSort sort, List<Layer> layers, Maps in) {
    List<Layer> all = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    int places = Layer.macs(layers, in) > LARGE ? 2 : Place.values().length;
    Place place = Place.values()[random.nextInt(places)];
    if (place != Place.ALONE && random.nextInt(3) > 0) {
      all.add(new Layer.Plain("", random.nextBoolean() ? "maxpool 1x1" : "leaky(0.5)"));
    }
    switch (place) {
      case BETWEEN -> {
        all.addAll(layers);
        all.add(wide(Layer.through(layers, in).orElseThrow().channels()));
      }
      case BESIDE, ADDED -> all.addAll(beside(layers, place == Place.ADDED));
      case TWICE -> {
        all.addAll(layers);
        Layer again = layers.get(layers.size() - 1).nameless();
        if (Layer.through(layers, in).flatMap(again::shape).isPresent()) {
          all.add(new Layer.Plain("between", "dropout 0.5"));
          all.add(again);
          outputs.add("between");
        }
      }
      default -> all.addAll(layers);
    }
    return new RandomNetwork(new TreeMap<>(), in, "", all, outputs);
  }

  /** Reads beyond the image on all sides. */
  private static Layer wide(int channels) {
    Slide three = new Slide(3, 3, 1, 1, 1, 1, Pads.number(1), Slide.Form.EXTENT);
    return channels == 1
        ? new Layer.Conv("", "conv", Size.of(1), three, 1, Layer.Style.PLAIN)
        : new Layer.Conv("", "depthwise", Size.of(channels), three, channels, Layer.Style.PLAIN);
  }

  private static List<Layer> beside(List<Layer> layers, boolean add) {
    List<Layer> others = layers.stream().map(Layer::nameless).toList();
    return List.of(new Layer.Branches("", add, List.of(layers, others)));
  }
}
