package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.List;
import java.util.Set;

/** Names what occurs in a network: the rows of the coverage table. */
final class Features {

  /** What must occur in at least 5 % of networks. */
  static final List<String> REQUIRED =
      List.of(
          // layers
          "conv",
          "depthwise",
          "cccp",
          "fc",
          "mlpconv",
          "maxpool",
          "avgpool",
          "gap",
          "dropout",
          "batchnorm",
          "lrn",
          "relu",
          "leaky",
          "relu6",
          "sigmoid",
          "tanh",
          "softmax",
          "concat",
          "add",
          "identity",
          // options
          "pad number",
          "pad rectangle",
          "pad sides",
          "pad same",
          "stride",
          "stride rectangle",
          "dilate",
          "dilate rectangle",
          "group",
          "depthwise as groups",
          "nobias",
          "norm",
          "floor",
          "inside",
          "act linear",
          "act relu",
          "act leaky",
          "act relu6",
          "act sigmoid",
          "act tanh",
          // nesting
          "concat in concat",
          "concat in add",
          "add in concat",
          "add in add",
          "nested twice",
          "three branches",
          "mlpconv in a branch",
          "pool in a branch",
          "identity beside a layer",
          // reuse
          "call",
          "repeat",
          "call in a branch",
          "branches in a block",
          "call in a block",
          "repeat in a block",
          "block called twice",
          "block called with other numbers",
          "argument by name",
          "argument by default",
          "expression in a block",
          "output inside a block",
          // shapes
          "odd height or width",
          "odd channels",
          "one position",
          "not square",
          "even window",
          "window not square",
          "window with holes at the border",
          "more than 64 channels",
          "one channel",
          "last pooling window overhangs",
          "1x1 with padding",
          // chains
          "chain of 2",
          "chain of 3 or more",
          "norm in an mlpconv",
          "sigmoid in an mlpconv",
          // the text
          "label",
          "quoted label",
          "stage label",
          "output",
          "output inside an mlpconv",
          "parameter",
          "preprocess",
          "expression",
          "window with spaces",
          "window as one number");

  private final Set<String> found;

  Features(Set<String> found) {
    this.found = found;
  }

  void network(RandomNetwork network) {
    when(!network.parameters().isEmpty(), "parameter");
    when(!network.outputs().isEmpty(), "output");
    when(!network.preprocess().isEmpty(), "preprocess");
    reuse(network);
    for (Layer layer : network.layers()) {
      when(
          layer instanceof Layer.Mlpconv m
              && m.stages().subList(0, m.stages().size() - 1).stream()
                  .anyMatch(s -> network.outputs().contains(s.label())),
          "output inside an mlpconv");
    }
    maps(network.input());
    layers(network.layers(), network.input(), 0);
  }

  private void reuse(RandomNetwork network) {
    List<Call> calls =
        RandomNetwork.all(network.layers()).stream()
            .filter(Call.class::isInstance)
            .map(Call.class::cast)
            .toList();
    for (Call call : calls) {
      when(call.named() && !call.arguments().isEmpty(), "argument by name");
      when(
          call.named() && call.arguments().size() > call.text("").split("=").length - 1,
          "argument by default");
      when(
          calls.stream().filter(c -> c.block().equals(call.block())).count() > 1,
          "block called twice");
      when(
          !call.arguments().stream().map(Size::value).toList().equals(call.block().values()),
          "block called with other numbers");
      when(
          !call.label().isEmpty()
              && network.outputs().stream().anyMatch(o -> o.startsWith(call.label() + ".")),
          "output inside a block");
    }
    for (Block block : network.blocks()) {
      List<Layer> body = RandomNetwork.all(block.body());
      when(body.stream().anyMatch(Layer.Branches.class::isInstance), "branches in a block");
      when(body.stream().anyMatch(Call.class::isInstance), "call in a block");
      when(body.stream().anyMatch(Repeat.class::isInstance), "repeat in a block");
      when(block.text().matches("(?s).*[a-z] [-+*/] .*"), "expression in a block");
    }
  }

  private void layers(List<Layer> layers, Maps in, int depth) {
    Maps at = in;
    for (Layer layer : layers) {
      layer(layer, at, depth);
      when(!layer.label().isEmpty(), "label");
      when(layer.label().startsWith("\""), "quoted label");
      at = layer.shape(at).orElseThrow();
      maps(at);
    }
  }

  private void layer(Layer layer, Maps in, int depth) {
    if (layer instanceof Layer.Conv conv) {
      found.add(conv.keyword());
      size(conv.channels());
      style(conv.style());
      slide(conv.slide(), in, conv.keyword().matches("conv|depthwise"));
      boolean grouped = conv.groups() > 1 && !conv.keyword().equals("depthwise");
      when(grouped, "group");
      when(grouped && conv.groups() == in.channels(), "depthwise as groups");
      when(
          conv.slide().height() * conv.slide().width() == 1
              && conv.slide().pads().form() == Pads.Form.NUMBER,
          "1x1 with padding");
    } else if (layer instanceof Layer.Mlpconv mlpconv) {
      mlpconv(mlpconv, in);
      when(depth > 0, "mlpconv in a branch");
    } else if (layer instanceof Layer.Pool pool) {
      pool(pool, in);
      when(depth > 0, "pool in a branch");
    } else if (layer instanceof Layer.Plain plain) {
      found.add(plain.statement().split("[ (]")[0]);
    } else if (layer instanceof Layer.Branches branches) {
      branches(branches, in, depth);
    } else if (layer instanceof Repeat repeat) {
      found.add("repeat");
      layers(repeat.layers(), in, depth);
    } else if (layer instanceof Call call) {
      found.add("call");
      when(depth > 0, "call in a branch");
      layers(call.layers().orElseThrow(), in, depth);
    }
  }

  private void mlpconv(Layer.Mlpconv mlpconv, Maps in) {
    found.add("mlpconv");
    style(mlpconv.style());
    slide(mlpconv.slide(), in, true);
    mlpconv.stages().forEach(s -> size(s.channels()));
    when(mlpconv.stages().stream().anyMatch(s -> !s.label().isEmpty()), "stage label");
    when(mlpconv.stages().size() == 2, "chain of 2");
    when(mlpconv.stages().size() > 2, "chain of 3 or more");
    when(mlpconv.style().norm(), "norm in an mlpconv");
    when(mlpconv.style().act().equals("sigmoid"), "sigmoid in an mlpconv");
  }

  private void pool(Layer.Pool pool, Maps in) {
    found.add(pool.max() ? "maxpool" : "avgpool");
    slide(pool.slide(), in, true);
    when(pool.floor(), "floor");
    when(pool.inside(), "inside");
    Layer.Pool floored = new Layer.Pool("", pool.max(), pool.slide(), true, false);
    when(!floored.shape(in).equals(pool.shape(in)), "last pooling window overhangs");
  }

  private void branches(Layer.Branches branches, Maps in, int depth) {
    String name = branches.add() ? "add" : "concat";
    found.add(name);
    when(branches.bodies().size() > 2, "three branches");
    when(depth > 1, "nested twice");
    for (List<Layer> body : branches.bodies()) {
      for (Layer layer : body) {
        if (layer instanceof Layer.Branches inner) {
          found.add((inner.add() ? "add" : "concat") + " in " + name);
        }
      }
      when(
          body.size() == 1 && body.get(0).text("").endsWith("identity"), "identity beside a layer");
      layers(body, in, depth + 1);
    }
  }

  private void slide(Slide slide, Maps in, boolean windowed) {
    when(slide.pads().form() == Pads.Form.NUMBER, "pad number");
    when(slide.pads().form() == Pads.Form.RECTANGLE, "pad rectangle");
    when(slide.pads().form() == Pads.Form.SIDES, "pad sides");
    when(slide.pads().form() == Pads.Form.SAME, "pad same");
    when(slide.strideY() * slide.strideX() > 1, "stride");
    when(slide.strideY() != slide.strideX(), "stride rectangle");
    when(slide.dilateY() * slide.dilateX() > 1, "dilate");
    when(slide.dilateY() != slide.dilateX(), "dilate rectangle");
    when(
        slide.dilateY() * slide.dilateX() > 1 && slide.pads().form() != Pads.Form.NONE,
        "window with holes at the border");
    when(slide.height() != slide.width(), "window not square");
    when(slide.height() % 2 == 0 || slide.width() % 2 == 0, "even window");
    when(windowed && slide.form() == Slide.Form.LOOSE, "window with spaces");
    when(windowed && slide.form() == Slide.Form.LONE, "window as one number");
  }

  private void style(Layer.Style style) {
    when(style.nobias(), "nobias");
    when(style.norm(), "norm");
    when(!style.act().isEmpty(), "act " + style.act().split("\\(")[0]);
  }

  private void size(Size size) {
    when(size.isExpression(), "expression");
  }

  private void maps(Maps maps) {
    when(maps.height() % 2 + maps.width() % 2 > 0 && maps.pixels() > 1, "odd height or width");
    when(maps.channels() % 2 == 1 && maps.channels() > 1, "odd channels");
    when(maps.channels() == 1, "one channel");
    when(maps.channels() > 64, "more than 64 channels");
    when(maps.pixels() == 1, "one position");
    when(maps.height() != maps.width(), "not square");
  }

  private void when(boolean holds, String feature) {
    if (holds) {
      found.add(feature);
    }
  }
}
