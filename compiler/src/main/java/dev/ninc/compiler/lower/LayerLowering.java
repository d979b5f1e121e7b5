package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One layer → nodes. Numbers are checked even where the input is unknown; shapes only where it is
 * known.
 *
 * @param in what the layer before it gives; empty where that is unknown
 * @param path the layer's name
 */
record LayerLowering(Context context, Layer layer, Optional<Place> in, String path)
    implements Layer.Cases<Optional<Place>> {

  @Override
  public Optional<Place> conv(Layer.Conv kind) {
    Options options = options(Options.CONVOLUTION);
    Optional<WindowSpec> window = WindowSpec.of(kind.window(), options, context);
    return relu(options, convolution(window, convolution(kind.channels(), options), origin(path)));
  }

  @Override
  public Optional<Place> cccp(Layer.Cccp kind) {
    Options options = options(Options.POINTWISE);
    Optional<WindowSpec> window = WindowSpec.pointwise(layer.keyword().span(), options, context);
    return relu(options, convolution(window, convolution(kind.channels(), options), origin(path)));
  }

  @Override
  public Optional<Place> mlpconv(Layer.Mlpconv kind) {
    return new MlpconvLowering(this, kind).lower();
  }

  @Override
  public Optional<Place> fc(Layer.Fc kind) {
    Options options = options(Options.FULLY_CONNECTED);
    Activation act = Activations.of(options, Activation.LINEAR, context);
    OptionalInt channels = channels(kind.channels());
    if (in.isEmpty() || channels.isEmpty()) {
      return Optional.empty();
    }
    Window window =
        new Window(in.get().type().height(), in.get().type().width(), 1, 1, 1, 1, Padding.NONE);
    Convolution fc =
        new Convolution(
            channels.getAsInt(),
            1,
            layer.keyword().span(),
            !options.has(Option.Kind.NOBIAS),
            options.has(Option.Kind.NORM),
            true,
            act);
    return fc.lower(in.get(), window, origin(path), context);
  }

  @Override
  public Optional<Place> pool(Layer.Pool kind) {
    return new PoolLowering(this, kind).lower();
  }

  @Override
  public Optional<Place> dropout(Layer.Dropout kind) {
    options(List.of());
    OptionalDouble rate = context.values().real(kind.rate(), "The rate of `dropout`", 1, false);
    return add(p -> new Op.Dropout(p.value(), (float) rate.orElse(0))); // no rate changes a shape
  }

  @Override
  public Optional<Place> activate(Layer.Activate kind) {
    options(List.of());
    warnOfRelu();
    Activation act = Activations.of(kind.function(), context);
    return add(p -> new Op.Activate(p.value(), act));
  }

  @Override
  public Optional<Place> branches(Layer.Branches kind) {
    options(List.of());
    return new BranchLowering(this, kind).lower();
  }

  @Override
  public Optional<Place> plain(Layer.Plain kind) {
    options(List.of());
    return switch (kind) {
      case GAP -> add(p -> new Op.GlobalAverage(p.value()));
      case SOFTMAX -> add(p -> new Op.Softmax(p.value()));
      case BATCHNORM -> {
        warnOfRelu();
        yield in.flatMap(p -> Convolution.norm(p, path, path, origin(path), context));
      }
      case IDENTITY -> in;
    };
  }

  @Override
  public Optional<Place> depthwise(Layer.Depthwise kind) {
    Options options = options(Options.DEPTHWISE);
    Optional<WindowSpec> window = WindowSpec.of(kind.window(), options, context);
    Activation act = Activations.of(options, Activation.RELU, context);
    Optional<Convolution> each = in.map(p -> each(p.type().channels(), options, act));
    return relu(options, convolution(window, each, origin(path)));
  }

  /** A convolution of each channel with itself alone. */
  private Convolution each(int channels, Options options, Activation act) {
    return new Convolution(
        channels,
        channels,
        layer.keyword().span(),
        !options.has(Option.Kind.NOBIAS),
        options.has(Option.Kind.NORM),
        false,
        act);
  }

  @Override
  public Optional<Place> lrn(Layer.Lrn kind) {
    return new LrnLowering(this, kind).lower();
  }

  @Override
  public Optional<Place> repeat(Layer.Repeat kind) {
    options(List.of());
    return new RepeatLowering(this, kind).lower();
  }

  @Override
  public Optional<Place> call(Layer.Call kind) {
    return new CallLowering(this, kind).lower();
  }

  /** Whether a body may stand here; one that is nested too deeply is reported. */
  boolean fitsDepth() {
    boolean fits = context.depth() < Limits.DEPTH;
    if (!fits) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0210,
                      layer.keyword().span(),
                      "Calls, repetitions and branches are nested more than "
                          + Limits.DEPTH
                          + " deep.",
                      "one too many")
                  .hint("Call blocks one after the other instead of one from inside the other."));
    }
    return fits;
  }

  Options options(List<String> allowed) {
    return Options.of(layer, allowed, context.mistakes());
  }

  OptionalInt channels(Expr expr) {
    return context.values().whole(expr, "The number of channels", 1);
  }

  /** Of a value of this layer. */
  Origin origin(String path) {
    return context.origin(path, layer.span());
  }

  /** A node with one input. */
  Optional<Place> add(java.util.function.Function<Place, Op> op) {
    return in.flatMap(p -> context.graph().maps(path, op.apply(p), origin(path)));
  }

  /** The options of a convolution; empty where a number is wrong. */
  Optional<Convolution> convolution(Expr channels, Options options) {
    OptionalInt filters = channels(channels);
    OptionalInt groups = groups(options);
    Activation act = Activations.of(options, Activation.RELU, context);
    if (filters.isEmpty() || groups.isEmpty()) {
      return Optional.empty();
    }
    Span at = options.find(Option.Group.class).map(Option::span).orElse(layer.keyword().span());
    return Optional.of(
        new Convolution(
            filters.getAsInt(),
            groups.getAsInt(),
            at,
            !options.has(Option.Kind.NOBIAS),
            options.has(Option.Kind.NORM),
            false,
            act));
  }

  private OptionalInt groups(Options options) {
    return options
        .find(Option.Group.class)
        .map(o -> context.values().whole(o.groups(), "The number of groups", 1))
        .orElse(OptionalInt.of(1));
  }

  private Optional<Place> convolution(
      Optional<WindowSpec> spec, Optional<Convolution> convolution, Origin origin) {
    if (in.isEmpty() || spec.isEmpty() || convolution.isEmpty()) {
      return Optional.empty();
    }
    return spec.get()
        .over(in.get(), layer.keyword().text(), context)
        .flatMap(w -> convolution.get().lower(in.get(), w, origin, context));
  }

  /** Remembers where a convolution has its activation from. */
  Optional<Place> relu(Options options, Optional<Place> out) {
    return options.has(Option.Act.class) ? out : out.map(p -> p.with(new UnwrittenRelu(layer)));
  }

  private void warnOfRelu() {
    in.flatMap(Place::relu).ifPresent(r -> context.mistakes().add(r.before(layer)));
  }
}
