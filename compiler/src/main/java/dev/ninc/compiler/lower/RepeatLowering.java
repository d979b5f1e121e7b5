package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.ir.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A body several times, one after the other; round i has the scope {@code repeat1.i}. */
record RepeatLowering(LayerLowering layer, Layer.Repeat kind) {

  Optional<Place> lower() {
    Context context = layer.context();
    OptionalInt count =
        context.values().whole(kind.count(), "The number of repetitions", 1, Limits.LAYERS);
    if (!layer.fitsDepth()) {
      return Optional.empty();
    }
    // Where the number is unknown, one round shows the mistakes of the body.
    int rounds = context.expands() ? count.orElse(1) : 1;
    List<String> given = GivenNames.of(kind.body());
    Optional<Place> flow = layer.in();
    for (int i = 0; i < rounds && context.names().countLayer(layer.layer().keyword().span()); i++) {
      int round = i;
      Optional<Place> in = flow;
      flow = i == 0 ? round(0, in, given) : inRound(rounds, round, in, given);
    }
    if (count.isEmpty()) {
      context.names().hide(layer.path());
    }
    return count.isEmpty() ? Optional.empty() : flow;
  }

  /** What is wrong in the first round is wrong for itself; later ones say which they are. */
  private Optional<Place> inRound(int rounds, int i, Optional<Place> in, List<String> given) {
    String text = "in round " + (i + 1) + " of " + rounds;
    Label label = new Label(layer.layer().keyword().span(), text);
    return layer.context().mistakes().within(label, () -> round(i, in, given));
  }

  private Optional<Place> round(int i, Optional<Place> in, List<String> given) {
    Context context = layer.context();
    String path = context.names().layer(layer.path() + "." + i, layer.layer().keyword().span());
    Names scope = context.names().scope(path, given);
    Optional<Place> out =
        new BodyLowering(context.round(scope, origin(path))).body(kind.body(), in, "repetition");
    context.names().define(path, out);
    return out;
  }

  private Origin origin(String path) {
    Origin all = layer.origin(layer.path()).as(Origin.Role.REPEAT);
    return layer.context().within(all).origin(path, layer.layer().span()).as(Origin.Role.ROUND);
  }
}
