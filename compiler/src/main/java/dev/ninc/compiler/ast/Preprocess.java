package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.List;

/**
 * {@code preprocess { … }}: what is done to an image before the network sees it.
 *
 * @param keyword the word with which it begins
 * @param broken whether a step could not be read, which was reported
 */
public record Preprocess(Name keyword, List<Step> steps, boolean broken, Span span)
    implements Item {

  public Preprocess {
    steps = List.copyOf(steps);
  }

  @Override
  public <R> R match(Item.Cases<R> cases) {
    return cases.preprocess(this);
  }

  /** A statement inside. */
  public sealed interface Step {

    /** The word with which it begins. */
    Name keyword();

    /** The whole statement. */
    Span span();
  }

  /** {@code resize 256x256}. */
  public record Resize(Name keyword, Extent size, Span span) implements Step {}

  /** {@code resize shorter 256}. */
  public record ResizeShorter(Name keyword, Expr side, Span span) implements Step {}

  /** {@code crop 224x224}. */
  public record Crop(Name keyword, Extent size, Span span) implements Step {}

  /** {@code order rgb}: the word may be wrong. */
  public record Order(Name keyword, Name order, Span span) implements Step {}

  /** {@code scale 1/255}. */
  public record Scale(Name keyword, Expr factor, Span span) implements Step {}

  /** {@code background}, {@code mean} or {@code std}: one number, or one for each channel. */
  public record Numbers(Name keyword, Kind kind, List<Expr> values, boolean list, Span span)
      implements Step {
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /** What several numbers stand for. */
  public enum Kind {
    BACKGROUND,
    MEAN,
    STD
  }
}
