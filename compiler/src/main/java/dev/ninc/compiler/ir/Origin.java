package dev.ninc.compiler.ir;

import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a node comes from.
 *
 * @param span the statement in the text
 * @param calledFrom the statement that this is a part of
 * @param path its name, {@code fire2.squeeze}
 * @param role what kind of statement it is
 */
public record Origin(Span span, Optional<Origin> calledFrom, String path, Role role) {

  /** Kinds of statements. */
  public enum Role {
    /** A layer, or a stage of an mlpconv: what nodes come from. */
    LAYER,
    /** An mlpconv, which stands for its stages. */
    MLPCONV,
    /** The call of a block. */
    CALL,
    /** A repetition. */
    REPEAT,
    /** One round of a repetition. */
    ROUND
  }

  /** A layer. */
  public Origin(Span span, Optional<Origin> calledFrom, String path) {
    this(span, calledFrom, path, Role.LAYER);
  }

  /** The same place in another role. */
  public Origin as(Role other) {
    return new Origin(span, calledFrom, path, other);
  }

  /** The statements that this is a part of, the outermost first. */
  public List<Origin> around() {
    List<Origin> around = new ArrayList<>();
    for (Optional<Origin> at = calledFrom; at.isPresent(); at = at.get().calledFrom()) {
      around.add(0, at.get());
    }
    return around;
  }

  /** The statement of the network itself that led to it: the call where all others are inside. */
  public Origin outermost() {
    return around().stream().filter(o -> o.role() == Role.CALL).findFirst().orElse(this);
  }
}
