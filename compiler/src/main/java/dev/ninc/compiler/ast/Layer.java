package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code name: kind arguments options}.
 *
 * @param keyword the word that says what kind it is
 * @param span the whole statement
 */
public record Layer(Optional<Name> name, Name keyword, Kind kind, List<Option> options, Span span)
    implements Item {

  public Layer {
    options = List.copyOf(options);
  }

  @Override
  public <R> R match(Item.Cases<R> cases) {
    return cases.layer(this);
  }

  /** What a layer does, with its arguments. */
  public sealed interface Kind {
    <R> R match(Cases<R> cases);
  }

  /** {@code mlpconv 5x5 [conv1: 192, 160, 96]}. */
  public record Mlpconv(Extent window, List<Stage> stages) implements Kind {
    public Mlpconv {
      stages = List.copyOf(stages);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mlpconv(this);
    }
  }

  /** One convolution of an mlpconv. */
  public record Stage(Optional<Name> name, Expr channels, Span span) {}

  /** {@code conv 3x3 64}. */
  public record Conv(Extent window, Expr channels) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conv(this);
    }
  }

  /** {@code cccp 160}: a 1x1 convolution. */
  public record Cccp(Expr channels) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cccp(this);
    }
  }

  /** {@code depthwise 3x3}: a convolution of each channel with itself alone. */
  public record Depthwise(Extent window) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.depthwise(this);
    }
  }

  /** {@code fc 10}. */
  public record Fc(Expr channels) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fc(this);
    }
  }

  /** {@code maxpool 3x3}, or {@code avgpool 3x3}. */
  public record Pool(boolean max, Extent window) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pool(this);
    }
  }

  /** {@code dropout 0.5}. */
  public record Dropout(Expr rate) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.dropout(this);
    }
  }

  /** {@code relu}, {@code leaky(0.1)}, … as a layer. */
  public record Activate(Function function) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activate(this);
    }
  }

  /** {@code concat { … } { … }}, or {@code add { … } { … }}. */
  public record Branches(boolean add, List<Body> bodies) implements Kind {
    public Branches {
      bodies = List.copyOf(bodies);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.branches(this);
    }
  }

  /** {@code lrn 5}; its constants are options. */
  public record Lrn(Expr size) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lrn(this);
    }
  }

  /** {@code repeat 3 { … }}. */
  public record Repeat(Expr count, Body body) implements Kind {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.repeat(this);
    }
  }

  /** {@code fire(16, expand = 64)}. */
  public record Call(Name block, List<Argument> arguments) implements Kind {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /** A layer without arguments. */
  public enum Plain implements Kind {
    GAP,
    BATCHNORM,
    SOFTMAX,
    IDENTITY;

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.plain(this);
    }
  }

  /** One answer for each kind. */
  public interface Cases<R> {
    R mlpconv(Mlpconv kind);

    R conv(Conv kind);

    R cccp(Cccp kind);

    R depthwise(Depthwise kind);

    R fc(Fc kind);

    R pool(Pool kind);

    R dropout(Dropout kind);

    R activate(Activate kind);

    R branches(Branches kind);

    R lrn(Lrn kind);

    R repeat(Repeat kind);

    R call(Call kind);

    R plain(Plain kind);
  }
}
