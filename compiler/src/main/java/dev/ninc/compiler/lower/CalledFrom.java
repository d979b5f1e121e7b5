package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says of a mistake in a block in which calls it was found, from the inside out. */
public final class CalledFrom {

  /** Calls that a message shows. */
  static final int SHOWN = 4;

  private static final int LONGEST = 60;

  private CalledFrom() {}

  /** The place of one call. */
  static Label label(String path, Span call) {
    String shown = path.length() <= LONGEST ? path : "…" + path.substring(path.length() - LONGEST);
    return new Label(call, "in `" + shown + "`, called here");
  }

  /** A mistake with the calls that led to a node. */
  public static Diagnostic add(Diagnostic mistake, Origin origin) {
    List<Origin> around = new ArrayList<>(origin.around());
    Collections.reverse(around);
    Diagnostic placed = mistake;
    for (Label label :
        around.stream()
            .filter(o -> o.role() == Origin.Role.CALL)
            .limit(SHOWN)
            .map(o -> label(o.path(), o.span()))
            .toList()) {
      placed = placed.and(label.span(), label.text());
    }
    return placed;
  }
}
