package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One layer of a random network, which knows its text and, on its own, its shape and its cost. An
 * empty label is none.
 */
sealed interface Layer
    permits Layer.Conv, Layer.Mlpconv, Layer.Pool, Layer.Plain, Layer.Branches, Repeat, Call {

  /** Channels: repeated concatenations grow fast. */
  long MOST = 1_000_000;

  String label();

  /** The statement, its first line without indentation. */
  String text(String indent);

  /** What the layer makes of maps; empty where they do not fit. */
  Optional<Maps> shape(Maps in);

  /** Multiply-accumulates, for maps that fit. */
  long macs(Maps in);

  /** The same layer with one thing less; some may not fit where this one did. */
  List<Layer> simpler();

  /** The same layer with other numbers. */
  Layer sized(UnaryOperator<Size> to);

  /** The same layer without names, those of its branches included. */
  Layer nameless();

  /** How a convolution ends. {@code act} is empty for the default. */
  record Style(String act, boolean nobias, boolean norm) {
    static final Style PLAIN = new Style("", false, false);

    String text() {
      return (nobias ? " nobias" : "")
          + (norm ? " norm" : "")
          + (act.isEmpty() ? "" : " act " + act);
    }

    List<Style> simpler() {
      List<Style> all = new ArrayList<>();
      all.add(PLAIN);
      all.add(new Style("", nobias, norm));
      all.add(new Style(act, false, norm));
      all.add(new Style(act, nobias, false));
      all.removeIf(this::equals);
      return all;
    }
  }

  /**
   * {@code conv}, {@code depthwise}, {@code cccp} or {@code fc}; the window of an {@code fc} is its
   * input's.
   */
  record Conv(String label, String keyword, Size channels, Slide slide, int groups, Style style)
      implements Layer {
    @Override
    public String text(String indent) {
      boolean depthwise = keyword.equals("depthwise");
      return labelled(label, keyword)
          + (depthwise || keyword.equals("conv") ? " " + slide.size() : "")
          + (depthwise ? "" : " " + channels.atom())
          + slide.options()
          + (depthwise || groups == 1 ? "" : " group " + groups)
          + style.text();
    }

    @Override
    public Optional<Maps> shape(Maps in) {
      boolean all = groups == in.channels() && groups == channels.value();
      if (keyword.equals("depthwise") && !all) {
        return Optional.empty();
      }
      return keyword.equals("fc")
          ? Optional.of(new Maps(channels.value(), 1, 1))
          : convolved(in, channels.value(), slide.window(in), groups);
    }

    @Override
    public long macs(Maps in) {
      return keyword.equals("fc")
          ? in.size() * channels.value()
          : cost(in, channels.value(), slide.window(in), groups);
    }

    @Override
    public List<Layer> simpler() {
      List<Layer> all = new ArrayList<>();
      slide.simpler().forEach(s -> all.add(new Conv(label, keyword, channels, s, groups, style)));
      style.simpler().forEach(s -> all.add(new Conv(label, keyword, channels, slide, groups, s)));
      String other = keyword.equals("depthwise") ? "conv" : keyword;
      all.add(new Conv(label, other, channels, slide, 1, style));
      all.add(new Conv("", keyword, channels, slide, groups, style));
      all.removeIf(this::equals);
      return all;
    }

    @Override
    public Layer sized(UnaryOperator<Size> to) {
      return new Conv(label, keyword, to.apply(channels), slide, groups, style);
    }

    @Override
    public Layer nameless() {
      return new Conv("", keyword, channels, slide, groups, style);
    }
  }

  /** {@code mlpconv}; only its first stage has a window. */
  record Mlpconv(String label, List<Stage> stages, Slide slide, Style style) implements Layer {
    @Override
    public String text(String indent) {
      return labelled(label, "mlpconv")
          + " "
          + slide.size()
          + " ["
          + String.join(", ", stages.stream().map(Stage::text).toList())
          + "]"
          + slide.options()
          + style.text();
    }

    @Override
    public Optional<Maps> shape(Maps in) {
      return convolved(in, stages.get(stages.size() - 1).channels.value(), slide.window(in), 1);
    }

    @Override
    public long macs(Maps in) {
      long macs = 0;
      Maps at = in;
      for (Stage stage : stages) {
        Window window = at == in ? slide.window(in) : Window.pointwise();
        macs += cost(at, stage.channels.value(), window, 1);
        at = convolved(at, stage.channels.value(), window, 1).orElseThrow();
      }
      return macs;
    }

    @Override
    public List<Layer> simpler() {
      List<Layer> all = new ArrayList<>();
      for (int i = 0; i < stages.size() && stages.size() > 1; i++) {
        List<Stage> fewer = new ArrayList<>(stages);
        fewer.remove(i);
        all.add(new Mlpconv(label, fewer, slide, style));
      }
      slide.simpler().forEach(s -> all.add(new Mlpconv(label, stages, s, style)));
      style.simpler().forEach(s -> all.add(new Mlpconv(label, stages, slide, s)));
      List<Stage> nameless = stages.stream().map(s -> new Stage("", s.channels)).toList();
      all.add(new Mlpconv(label, nameless, slide, style));
      all.add(new Mlpconv("", stages, slide, style));
      all.removeIf(this::equals);
      return all;
    }

    @Override
    public Layer sized(UnaryOperator<Size> to) {
      List<Stage> others =
          stages.stream().map(s -> new Stage(s.label, to.apply(s.channels))).toList();
      return new Mlpconv(label, others, slide, style);
    }

    @Override
    public Layer nameless() {
      return new Mlpconv(
          "", stages.stream().map(s -> new Stage("", s.channels)).toList(), slide, style);
    }
  }

  /** One convolution of an {@code mlpconv}. */
  record Stage(String label, Size channels) {
    String text() {
      return labelled(label, channels.text());
    }
  }

  /** {@code maxpool} or {@code avgpool}. */
  record Pool(String label, boolean max, Slide slide, boolean floor, boolean inside)
      implements Layer {
    @Override
    public String text(String indent) {
      return labelled(label, max ? "maxpool" : "avgpool")
          + " "
          + slide.size()
          + slide.options()
          + (floor ? " floor" : "")
          + (inside ? " inside" : "");
    }

    @Override
    public Optional<Maps> shape(Maps in) {
      Window w = slide.window(in);
      Op.Pool.Rounding rounding = floor ? Op.Pool.Rounding.FLOOR : Op.Pool.Rounding.CEIL;
      int height =
          Typing.pooled(
              in.height(), w.pad().top(), w.pad().bottom(), w.height(), w.strideY(), rounding);
      int width =
          Typing.pooled(
              in.width(), w.pad().left(), w.pad().right(), w.width(), w.strideX(), rounding);
      boolean fits =
          fits(in, w)
              && Math.max(w.pad().top(), w.pad().bottom()) < w.height()
              && Math.max(w.pad().left(), w.pad().right()) < w.width();
      return fits ? Optional.of(new Maps(in.channels(), height, width)) : Optional.empty();
    }

    @Override
    public long macs(Maps in) {
      return 0;
    }

    @Override
    public List<Layer> simpler() {
      List<Layer> all = new ArrayList<>();
      slide.simpler().forEach(s -> all.add(new Pool(label, max, s, floor, inside)));
      all.add(new Pool(label, max, slide, false, inside));
      all.add(new Pool(label, max, slide, floor, false));
      all.add(new Pool("", max, slide, floor, inside));
      all.removeIf(this::equals);
      return all;
    }

    @Override
    public Layer sized(UnaryOperator<Size> to) {
      return this;
    }

    @Override
    public Layer nameless() {
      return new Pool("", max, slide, floor, inside);
    }
  }

  /** A layer without options: {@code gap}, {@code dropout 0.5}, {@code leaky(0.1)}, … */
  record Plain(String label, String statement) implements Layer {
    @Override
    public String text(String indent) {
      return labelled(label, statement);
    }

    @Override
    public Optional<Maps> shape(Maps in) {
      return Optional.of(statement.equals("gap") ? new Maps(in.channels(), 1, 1) : in);
    }

    @Override
    public long macs(Maps in) {
      return 0;
    }

    @Override
    public List<Layer> simpler() {
      return label.isEmpty() ? List.of() : List.of(new Plain("", statement));
    }

    @Override
    public Layer sized(UnaryOperator<Size> to) {
      return this;
    }

    @Override
    public Layer nameless() {
      return new Plain("", statement);
    }
  }

  /** {@code concat} or {@code add}. */
  record Branches(String label, boolean add, List<List<Layer>> bodies) implements Layer {
    @Override
    public String text(String indent) {
      return labelled(label, add ? "add" : "concat")
          + bodies.stream().map(b -> " " + braced(b, indent)).collect(Collectors.joining());
    }

    @Override
    public Optional<Maps> shape(Maps in) {
      List<Optional<Maps>> all = bodies.stream().map(b -> through(b, in)).toList();
      if (bodies.size() < 2 || all.contains(Optional.<Maps>empty())) {
        return Optional.empty();
      }
      List<Maps> maps = all.stream().map(Optional::orElseThrow).toList();
      Maps first = maps.get(0);
      long channels = maps.stream().mapToLong(Maps::channels).sum();
      boolean pixels =
          maps.stream().allMatch(m -> m.height() == first.height() && m.width() == first.width());
      if (add) {
        return maps.stream().allMatch(first::equals) ? Optional.of(first) : Optional.empty();
      }
      return pixels && channels <= MOST
          ? Optional.of(new Maps((int) channels, first.height(), first.width()))
          : Optional.empty();
    }

    @Override
    public long macs(Maps in) {
      return bodies.stream().mapToLong(b -> Layer.macs(b, in)).sum();
    }

    @Override
    public List<Layer> simpler() {
      List<Layer> all = new ArrayList<>();
      for (int i = 0; i < bodies.size(); i++) {
        List<List<Layer>> fewer = new ArrayList<>(bodies);
        fewer.remove(i);
        all.add(new Branches(label, add, fewer));
        for (List<Layer> body : Reducer.smaller(bodies.get(i))) {
          List<List<Layer>> changed = new ArrayList<>(bodies);
          changed.set(i, body);
          all.add(new Branches(label, add, changed));
        }
      }
      all.add(new Branches("", add, bodies));
      all.removeIf(l -> l.equals(this) || ((Branches) l).bodies.stream().anyMatch(List::isEmpty));
      return all;
    }

    @Override
    public Layer sized(UnaryOperator<Size> to) {
      return new Branches(label, add, bodies.stream().map(b -> Layer.sized(b, to)).toList());
    }

    @Override
    public Layer nameless() {
      return new Branches(
          "", add, bodies.stream().map(b -> b.stream().map(Layer::nameless).toList()).toList());
    }
  }

  /** The layers with other numbers. */
  static List<Layer> sized(List<Layer> layers, UnaryOperator<Size> to) {
    return layers.stream().map(l -> l.sized(to)).toList();
  }

  /** Statements in braces. */
  static String braced(List<Layer> body, String indent) {
    StringBuilder text = new StringBuilder("{\n");
    body.forEach(l -> text.append(indent).append("  ").append(l.text(indent + "  ")).append('\n'));
    return text.append(indent).append('}').toString();
  }

  /** Layers one after the other. */
  static Optional<Maps> through(List<Layer> layers, Maps in) {
    Optional<Maps> at = Optional.of(in);
    for (Layer layer : layers) {
      at = at.flatMap(layer::shape);
    }
    return at;
  }

  /** The cost of layers one after the other, for maps that fit. */
  static long macs(List<Layer> layers, Maps in) {
    long macs = 0;
    Maps at = in;
    for (Layer layer : layers) {
      macs += layer.macs(at);
      at = layer.shape(at).orElseThrow();
    }
    return macs;
  }

  /** A statement with its name. */
  static String labelled(String label, String statement) {
    return label.isEmpty() ? statement : label + ": " + statement;
  }

  private static boolean fits(Maps in, Window w) {
    return in.height() + w.pad().top() + w.pad().bottom() >= w.extentY()
        && in.width() + w.pad().left() + w.pad().right() >= w.extentX();
  }

  private static Optional<Maps> convolved(Maps in, int channels, Window w, int groups) {
    if (!fits(in, w) || in.channels() % groups != 0 || channels % groups != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Maps(
            channels,
            Typing.convolved(
                in.height(), w.pad().top(), w.pad().bottom(), w.extentY(), w.strideY()),
            Typing.convolved(
                in.width(), w.pad().left(), w.pad().right(), w.extentX(), w.strideX())));
  }

  private static long cost(Maps in, int channels, Window w, int groups) {
    return convolved(in, channels, w, groups).orElseThrow().size()
        * w.taps()
        * (in.channels() / groups);
  }
}
