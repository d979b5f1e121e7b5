package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/** Layers one after the other. */
record BodyLowering(Context context) {

  /**
   * A body of layers only.
   *
   * @param what it is, for messages: {@code branch}
   * @return empty where its shape is unknown; an empty body is a mistake
   */
  Optional<Place> body(Body body, Optional<Place> in, String what) {
    if (body.items().isEmpty()) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0116, body.span(), "A " + what + " is empty.", "no layer here")
                  .hint("Write `{ identity }` for the input itself."));
      return Optional.empty();
    }
    Optional<Place> flow = in;
    for (Item item : body.items()) {
      if (item instanceof Layer layer) {
        flow = layer(layer, flow);
      } else if (item instanceof Item.Broken) {
        context.names().incomplete();
        flow = Optional.empty();
      } else {
        misplaced(item.span(), what);
      }
    }
    return flow;
  }

  private void misplaced(Span at, String what) {
    context
        .mistakes()
        .add(
            Diagnostic.error(
                    Code.NIN0117,
                    at,
                    "This statement belongs to the network, not to a " + what + ".",
                    "only layers can stand here")
                .hint("Move it out of the braces of the " + what + "."));
  }

  /** One layer; empty where its shape is unknown. */
  Optional<Place> layer(Layer layer, Optional<Place> in) {
    if (!context.names().countLayer(layer.keyword().span())) {
      return Optional.empty();
    }
    String name = path(layer);
    String path = context.names().layer(name, nameSpan(layer));
    Optional<Place> out = layer.kind().match(new LayerLowering(context, layer, in, path));
    context.names().define(name, out);
    return out;
  }

  private String path(Layer layer) {
    String kind = layer.keyword().text();
    if (layer.name().isEmpty()) {
      return context.names().next(kind);
    }
    context.names().count(kind);
    return context.names().path(layer.name().get().text());
  }

  private static Span nameSpan(Layer layer) {
    return layer.name().map(Name::span).orElse(layer.keyword().span());
  }
}
