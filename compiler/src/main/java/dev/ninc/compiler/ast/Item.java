package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;

/** A statement of a body. */
public sealed interface Item
    permits Item.Input, Item.Labels, Item.Output, Item.Broken, Preprocess, Layer {

  Span span();

  /** {@code input 3x32x32}. */
  record Input(Extent shape, Span span) implements Item {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /** {@code labels "file"}, or {@code labels [cat, dog]}. */
  record Labels(Source source, Span span) implements Item {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.labels(this);
    }

    /** Where the labels are. */
    public sealed interface Source {}

    /** In a file, one to a line. */
    public record InFile(Name path) implements Source {}

    /** Here. */
    public record Listed(List<Name> names) implements Source {
      public Listed {
        names = List.copyOf(names);
      }
    }
  }

  /** {@code output conv1}: {@code path} is the dotted path of a layer. */
  record Output(Name path, Span span) implements Item {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.output(this);
    }
  }

  /** Text that could not be read and was reported: nothing is known about it. */
  record Broken(Span span) implements Item {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.broken(this);
    }
  }

  /** One answer for each statement. */
  interface Cases<R> {
    R input(Input item);

    R labels(Labels item);

    R output(Output item);

    R broken(Broken item);

    R preprocess(Preprocess item);

    R layer(Layer item);
  }

  <R> R match(Cases<R> cases);
}
