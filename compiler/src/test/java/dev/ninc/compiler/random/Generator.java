package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/** Makes one random network: layer by layer, each of which fits what is there. */
final class Generator {

  /** Multiply-accumulates of a whole network: hundreds run in a minute. */
  private static final long MACS = 3_000_000;

  /** Floats in any maps. */
  private static final long FLOATS = 40_000;

  private final RandomGenerator random;
  private final TreeMap<String, Integer> parameters = new TreeMap<>();
  private final List<Block> blocks = new ArrayList<>();

  /**
   * The names and parameters of the scope in which layers are made: the network's, or a block's.
   */
  private Words words;

  private long budget = MACS;

  Generator(long seed) {
    random = new MersenneTwister(seed);
    words = new Words(random, parameters, 1);
  }

  RandomNetwork network() {
    int count = pick(0, 0, 1, 2, 3);
    for (int i = 0; i < count; i++) {
      parameters.put(List.of("width", "scale", "k").get(i), between(1, 32));
    }
    int channels = chance(0.5) ? pick(1, 3, 3, 4) : between(1, 20);
    Maps input = new Maps(channels, side(), side());
    List<Layer> layers = new ArrayList<>();
    int target = between(5, 12);
    Maps at = input;
    while (RandomNetwork.all(layers).size() < target) {
      Maps before = at;
      Optional<Layer> layer = affordable(() -> any(before, 0), before);
      if (layer.isPresent()) {
        layers.add(layer.get());
        at = layer.get().shape(at).orElseThrow();
        at = onceMore(layers, at);
      }
    }
    tail(layers, at);
    String preprocess = chance(0.2) ? new Preprocess(random).text(input) : "";
    return new RandomNetwork(parameters, input, preprocess, layers, outputs(layers));
  }

  /** Calls the block that was called last once more. */
  private Maps onceMore(List<Layer> layers, Maps at) {
    if (layers.get(layers.size() - 1) instanceof Call call && chance(0.5)) {
      Optional<Layer> again = affordable(() -> call(call.block(), chance(0.5)), at);
      again.ifPresent(layers::add);
      return again.flatMap(l -> l.shape(at)).orElse(at);
    }
    return at;
  }

  /** What networks end with. */
  private void tail(List<Layer> layers, Maps at) {
    if (chance(0.35)) {
      int hidden = between(1, 40);
      affordable(() -> fc(hidden), at).ifPresent(layers::add);
      if (chance(0.4)) {
        layers.add(fc(words.channels(20)));
      }
    } else if (chance(0.8)) {
      layers.add(plain("gap"));
    }
    if (chance(0.5)) {
      layers.add(plain("softmax"));
    }
  }

  private Layer fc(int channels) {
    return new Layer.Conv(words.label(0.15), "fc", words.size(channels), Slide.POINT, 1, style());
  }

  /** Named layers, and what lies inside them, that are results too; never the last layer. */
  private List<String> outputs(List<Layer> layers) {
    List<String> outputs = new ArrayList<>();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      for (String path : RandomNetwork.paths(layer)) {
        boolean twoOfOne = layer instanceof Layer.Mlpconv && path.equals(layer.label());
        if (!twoOfOne && chance(0.4)) {
          outputs.add(path);
        }
      }
    }
    return outputs;
  }

  /** Any layer at all. */
  private Layer any(Maps in, int depth) {
    int kind = random.nextInt(100);
    if (kind < 5) {
      return depthwise(in, slide(in, true));
    }
    if (kind < 22) {
      return conv(in);
    }
    if (kind < 31) {
      return cccp(in);
    }
    if (kind < 43) {
      return mlpconv(in);
    }
    if (kind < 55) {
      return pool(in);
    }
    if (kind < 72) {
      return plainLayer();
    }
    if (kind < 86) {
      return branches(in, depth);
    }
    if (depth > 2) {
      return conv(in);
    }
    return kind < 95 ? call(in, depth, false) : repeat(in, depth, false);
  }

  /** A call of a new block, or of one that is there, with the same numbers or others. */
  private Layer call(Maps in, int depth, boolean keeps) {
    Block block =
        !keeps && !blocks.isEmpty() && chance(0.5)
            ? blocks.get(random.nextInt(blocks.size()))
            : block(in, depth, keeps);
    return call(block, chance(0.3));
  }

  private Call call(Block block, boolean others) {
    List<Size> arguments =
        block.values().stream().map(v -> words.size(others ? between(1, 32) : v)).toList();
    return new Call(words.label(0.6), block, arguments, chance(0.4));
  }

  private Block block(Maps in, int depth, boolean keeps) {
    TreeMap<String, Integer> scope = new TreeMap<>();
    int count = pick(0, 1, 1, 2, 2, 3);
    for (int i = 0; i < count; i++) {
      scope.put(List.of("n", "alpha", "width").get(i), between(1, 32));
    }
    Words outside = words;
    words = new Words(random, scope, Words.INSIDE);
    List<Layer> body = inner(in, depth, keeps);
    words = outside;
    List<String> names = List.copyOf(scope.keySet());
    Block block =
        new Block(
            "block" + (blocks.size() + 1),
            names,
            List.copyOf(scope.values()),
            between(0, names.size()),
            body);
    blocks.add(block);
    return block;
  }

  private Layer repeat(Maps in, int depth, boolean keeps) {
    Words outside = words;
    words = outside.inner();
    List<Layer> body = inner(in, depth, keeps);
    words = outside;
    return new Repeat(words.label(0.4), words.size(between(1, 3)), body);
  }

  /** One to three layers of a scope of their own. */
  private List<Layer> inner(Maps in, int depth, boolean keeps) {
    List<Layer> body = new ArrayList<>();
    Maps at = in;
    int count = between(1, 3);
    while (body.size() < count) {
      Layer layer = keeps ? keeping(at, depth + 1) : any(at, depth + 1);
      if (depth < 1 && chance(0.1)) {
        layer = repeat(at, depth + 1, keeps);
      }
      Optional<Maps> out = layer.shape(at);
      if (out.isPresent()) {
        body.add(layer);
        at = out.get();
      }
    }
    return body;
  }

  private Layer conv(Maps in) {
    int groups = chance(0.25) ? Math.min(in.channels(), pick(2, 3, 4)) : 1;
    if (chance(0.15)) {
      groups = in.channels();
    }
    groups = in.channels() % groups == 0 ? groups : 1;
    int channels = groups * Math.max(1, words.channels(70) / groups);
    return new Layer.Conv(
        words.label(0.12), "conv", words.size(channels), slide(in, true), groups, style());
  }

  private Layer depthwise(Maps in, Slide slide) {
    Size all = Size.of(in.channels());
    return new Layer.Conv(words.label(0.12), "depthwise", all, slide, in.channels(), style());
  }

  /** Written {@code cccp}, or {@code conv 1x1}, which takes padding too. */
  private Layer cccp(Maps in) {
    boolean padded = chance(0.25);
    int stride = chance(0.2) ? 2 : 1;
    int groups = chance(0.15) && in.channels() % 2 == 0 ? 2 : 1;
    Pads pads = padded ? Pads.number(1) : Pads.NONE;
    Slide slide = new Slide(1, 1, stride, stride, 1, 1, pads, Slide.Form.EXTENT);
    int channels = groups * Math.max(1, words.channels(70) / groups);
    String keyword = padded ? "conv" : "cccp";
    return new Layer.Conv(words.label(0.12), keyword, words.size(channels), slide, groups, style());
  }

  private Layer mlpconv(Maps in) {
    return mlpconv(slide(in, true));
  }

  private Layer mlpconv(Slide slide) {
    int count = pick(1, 2, 2, 3, 3, 4);
    boolean named = chance(0.35);
    List<Layer.Stage> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(new Layer.Stage(words.label(named ? 0.8 : 0), words.size(words.channels(50))));
    }
    return new Layer.Mlpconv(named ? "" : words.label(0.15), stages, slide, style());
  }

  private Layer pool(Maps in) {
    Slide slide = slide(in, false);
    boolean max = chance(0.5);
    return new Layer.Pool(words.label(0.12), max, slide, chance(0.25), !max && chance(0.4));
  }

  private Layer plainLayer() {
    String statement =
        switch (random.nextInt(9)) {
          case 0, 1 -> "dropout 0." + between(1, 9);
          case 2, 3 -> "batchnorm";
          case 4 -> "relu";
          case 5 -> "leaky(0." + between(1, 9) + ")";
          case 6 -> "relu6";
          case 7 -> lrn();
          default -> chance(0.5) ? "sigmoid" : "tanh";
        };
    return plain(chance(0.03) ? "softmax" : statement);
  }

  private String lrn() {
    return "lrn "
        + pick(1, 3, 5, 5, 9, 31)
        + (chance(0.7) ? " alpha " + List.of("2", "0.5", "(1 / 3)").get(random.nextInt(3)) : "")
        + (chance(0.5) ? " beta " + List.of("0.5", "1", "0.6").get(random.nextInt(3)) : "")
        + (chance(0.5) ? " bias " + List.of("2", "0.5").get(random.nextInt(2)) : "");
  }

  private Layer plain(String statement) {
    return new Layer.Plain(words.label(0.1), statement);
  }

  /** Branches of one shape: they begin alike, and keep their height and width from there on. */
  private Layer branches(Maps in, int depth) {
    boolean add = chance(0.5);
    boolean halve = chance(0.25) && in.height() > 2 && in.width() > 2;
    int channels = !halve && chance(0.5) ? in.channels() : words.channels(40);
    boolean mayBeEmpty = !halve && (!add || channels == in.channels());
    int count = pick(2, 2, 2, 3);
    int empty = mayBeEmpty && chance(0.6) ? random.nextInt(count) : -1;
    List<List<Layer>> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i == empty) {
        bodies.add(List.of(new Layer.Plain("", "identity")));
      } else {
        bodies.add(body(in, depth + 1, halve, add ? channels : 0));
      }
    }
    return new Layer.Branches(words.label(0.12), add, bodies);
  }

  private List<Layer> body(Maps in, int depth, boolean halve, int channels) {
    List<Layer> layers = new ArrayList<>();
    if (halve) {
      layers.add(halving());
    }
    int count = between(halve || channels > 0 ? 0 : 1, 2);
    for (int i = 0; i < count; i++) {
      Maps at = Layer.through(layers, in).orElseThrow();
      layers.add(keeping(at, depth));
    }
    if (channels > 0) {
      layers.add(
          chance(0.5)
              ? new Layer.Conv("", "cccp", words.size(channels), Slide.POINT, 1, style())
              : new Layer.Conv("", "conv", words.size(channels), keepingSlide(true), 1, style()));
    }
    return layers;
  }

  /** Makes ⌈height / 2⌉ rows and ⌈width / 2⌉ columns, in one of several ways. */
  private Layer halving() {
    Slide three = new Slide(3, 3, 2, 2, 1, 1, Pads.number(1), Slide.Form.EXTENT);
    Slide one = new Slide(1, 1, 2, 2, 1, 1, Pads.NONE, Slide.Form.EXTENT);
    return switch (random.nextInt(3)) {
      case 0 -> new Layer.Conv("", "conv", words.size(words.channels(30)), three, 1, style());
      case 1 -> new Layer.Conv("", "cccp", words.size(words.channels(30)), one, 1, style());
      default -> new Layer.Pool("", chance(0.5), three, true, false);
    };
  }

  /** A layer that keeps height and width. */
  private Layer keeping(Maps in, int depth) {
    int kind = random.nextInt(100);
    if (kind < 30 && depth < 3) {
      Layer inner =
          kind < 20
              ? branches(in, depth)
              : kind < 26 ? call(in, depth, true) : repeat(in, depth, true);
      Optional<Maps> maps = inner.shape(in);
      if (maps.isPresent()
          && maps.get().height() == in.height()
          && maps.get().width() == in.width()) {
        return inner;
      }
    }
    if (kind < 35) {
      return depthwise(in, keepingSlide(true));
    }
    if (kind < 55) {
      Size size = words.size(words.channels(30));
      return new Layer.Conv(words.label(0.1), "conv", size, keepingSlide(true), 1, style());
    }
    if (kind < 65) {
      return mlpconv(keepingSlide(true));
    }
    if (kind < 78) {
      boolean max = chance(0.5);
      return new Layer.Pool("", max, keepingSlide(false), chance(0.2), !max && chance(0.4));
    }
    return plainLayer();
  }

  private Slide keepingSlide(boolean dilates) {
    int size = pick(1, 3, 3, 3, 5);
    int dilate = dilates && chance(0.15) ? 2 : 1;
    int pad = (size - 1) / 2 * dilate;
    Pads pads = chance(0.4) ? Pads.same() : Pads.number(pad);
    return new Slide(size, size, 1, 1, dilate, dilate, pad == 0 ? Pads.NONE : pads, form(true));
  }

  /** A window that fits, with any options. */
  private Slide slide(Maps in, boolean conv) {
    int height = pick(1, 2, 3, 3, 3, 3, 4, 5, 5, conv ? 7 : 3);
    int width = chance(0.75) ? height : pick(1, 2, 3, 4, 5);
    int dilateY = conv && chance(0.15) ? 2 : 1;
    int dilateX = chance(0.6) ? dilateY : conv && chance(0.25) ? 2 : 1;
    int extentY = (height - 1) * dilateY + 1;
    int extentX = (width - 1) * dilateX + 1;
    boolean small = in.pixels() < 30;
    int strideY = conv ? pick(1, 1, 1, small ? 1 : 2, 3) : pick(1, 2, 2, small ? 1 : 3);
    int strideX = chance(0.75) ? strideY : pick(1, 2);
    Pads pads = pads(extentY, extentX, conv);
    Slide slide =
        new Slide(height, width, strideY, strideX, dilateY, dilateX, pads, form(height == width));
    boolean fits =
        in.height() + pads.padding().top() + pads.padding().bottom() >= extentY
            && in.width() + pads.padding().left() + pads.padding().right() >= extentX;
    return fits ? slide : keepingSlide(false);
  }

  private Pads pads(int extentY, int extentX, boolean conv) {
    // A pooling window must reach into the image.
    int y = conv ? extentY / 2 + 1 : extentY - 1;
    int x = conv ? extentX / 2 + 1 : extentX - 1;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Pads.number(between(0, Math.min(y, x)));
      case 3 -> Pads.rectangle(between(0, y), between(0, x));
      case 4 -> Pads.sides(between(0, y), between(0, x), between(0, y), between(0, x));
      case 5, 6 -> Pads.same();
      default -> Pads.NONE;
    };
  }

  private Slide.Form form(boolean square) {
    return chance(0.8)
        ? Slide.Form.EXTENT
        : square && chance(0.5) ? Slide.Form.LONE : Slide.Form.LOOSE;
  }

  private Layer.Style style() {
    String act =
        chance(0.6)
            ? ""
            : List.of("linear", "linear", "relu", "leaky(0.1)", "relu6", "sigmoid", "tanh")
                .get(random.nextInt(7));
    return new Layer.Style(act, chance(0.15), chance(0.2));
  }

  /** A layer that fits and that there is still budget for; tries a few. */
  private Optional<Layer> affordable(Supplier<Layer> layers, Maps in) {
    for (int i = 0; i < 20; i++) {
      Layer layer = layers.get();
      Optional<Maps> out = layer.shape(in);
      if (out.isPresent() && out.get().size() <= FLOATS && layer.macs(in) <= budget / 2) {
        budget -= layer.macs(in);
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }

  private int side() {
    return chance(0.9) ? between(5, 24) : between(1, 4);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
