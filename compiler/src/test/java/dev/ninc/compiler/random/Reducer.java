package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing network smaller while it still fails: drops a layer or a branch, unwraps a
 * branch, drops an option, a name or an expression, halves a dimension or a channel count.
 */
public final class Reducer {

  /** Networks to try; each is run by the caller. */
  private static final int ATTEMPTS = 3_000;

  private Reducer() {}

  /**
   * The smallest network found for which {@code fails} still holds.
   *
   * @param network one for which it holds
   */
  public static RandomNetwork reduce(RandomNetwork network, Predicate<RandomNetwork> fails) {
    RandomNetwork smallest = network;
    int attempts = 0;
    boolean progress = true;
    while (progress) {
      progress = false;
      for (RandomNetwork candidate : candidates(smallest)) {
        if (attempts++ == ATTEMPTS) {
          return smallest;
        }
        if (fails.test(candidate)) {
          smallest = candidate;
          progress = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Valid networks that are one step smaller; those that promise most come first. */
  static List<RandomNetwork> candidates(RandomNetwork network) {
    Maps input = network.input();
    List<Layer> layers = network.layers();
    List<String> outputs = network.outputs();
    List<Optional<RandomNetwork>> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      List<String> fewer = new ArrayList<>(outputs);
      fewer.remove(i);
      all.add(network.with(input, layers, fewer));
    }
    smaller(layers).forEach(fewer -> all.add(network.with(input, fewer, outputs)));
    smallerInputs(input).forEach(smaller -> all.add(network.with(smaller, layers, outputs)));
    for (int channels : channels(layers)) {
      List<Layer> halved =
          Layer.sized(layers, s -> s.value() == channels ? Size.of(channels / 2) : s);
      all.add(network.with(input, halved, outputs));
      all.add(network.with(half(input, channels), halved, outputs));
    }
    List<RandomNetwork> valid = new ArrayList<>(all.stream().flatMap(Optional::stream).toList());
    if (!network.parameters().isEmpty() || !network.preprocess().isEmpty()) {
      network.bare().ifPresent(valid::add);
    }
    return valid;
  }

  /** Lists of layers that are one step smaller. */
  static List<List<Layer>> smaller(List<Layer> layers) {
    List<List<Layer>> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      all.add(replaced(layers, i, List.of()));
    }
    for (int i = 0; i < layers.size(); i++) {
      int place = i;
      if (layers.get(i) instanceof Layer.Branches branches) {
        branches.bodies().forEach(body -> all.add(replaced(layers, place, body)));
      } else if (layers.get(i) instanceof Repeat repeat) {
        all.add(replaced(layers, place, nameless(repeat.body())));
      } else if (layers.get(i) instanceof Call call) {
        call.layers().ifPresent(body -> all.add(replaced(layers, place, nameless(plain(body)))));
      }
      layers.get(i).simpler().forEach(l -> all.add(replaced(layers, place, List.of(l))));
    }
    return all;
  }

  /** Layers in another scope: their names might be taken there. */
  private static List<Layer> nameless(List<Layer> layers) {
    return layers.stream().map(Layer::nameless).toList();
  }

  /** With numbers in the place of expressions. */
  private static List<Layer> plain(List<Layer> layers) {
    return Layer.sized(layers, s -> Size.of(s.value()));
  }

  private static List<Layer> replaced(List<Layer> layers, int place, List<Layer> with) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.remove(place);
    changed.addAll(place, with);
    return changed;
  }

  private static List<Maps> smallerInputs(Maps in) {
    return Stream.of(
            new Maps(in.channels(), half(in.height()), half(in.width())),
            new Maps(in.channels(), half(in.height()), in.width()),
            new Maps(in.channels(), in.height(), half(in.width())),
            new Maps(half(in.channels()), in.height(), in.width()),
            new Maps(in.channels(), Math.max(1, in.height() - 1), in.width()),
            new Maps(in.channels(), in.height(), Math.max(1, in.width() - 1)))
        .filter(m -> !m.equals(in))
        .distinct()
        .toList();
  }

  private static Maps half(Maps in, int channels) {
    return in.channels() == channels ? new Maps(channels / 2, in.height(), in.width()) : in;
  }

  private static int half(int size) {
    return Math.max(1, size / 2);
  }

  /** All channel counts above 1 that layers name. */
  private static TreeSet<Integer> channels(List<Layer> layers) {
    TreeSet<Integer> found = new TreeSet<>();
    Layer.sized(
        layers,
        s -> {
          found.add(s.value());
          return s;
        });
    found.remove(1);
    return found;
  }
}
