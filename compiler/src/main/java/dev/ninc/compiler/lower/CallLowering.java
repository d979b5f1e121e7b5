package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call of a block → the layers of its body, in a scope of their own. */
record CallLowering(LayerLowering layer, Layer.Call kind) {

  Optional<Place> lower() {
    Context context = layer.context();
    layer.options(List.of());
    Optional<Definition> block = context.blocks().find(kind.block());
    if (block.isEmpty()) {
      kind.arguments().forEach(a -> context.values().of(a.value()));
      context.names().hide(layer.path());
      return Optional.empty();
    }
    Map<String, Values.Given> arguments = new Arguments(context, block.get(), kind).evaluate();
    if (!context.expands()) {
      return Optional.empty();
    } else if (context.blocks().isRecursive(block.get()) || !layer.fitsDepth()) {
      context.names().hide(layer.path());
      return Optional.empty();
    }
    return context
        .mistakes()
        .within(CalledFrom.label(layer.path(), span()), () -> expand(block.get(), arguments));
  }

  private Optional<Place> expand(Definition block, Map<String, Values.Given> arguments) {
    Context context = layer.context();
    Values values = context.blocks().values(block, context.mistakes());
    Parameters.bind(block, arguments, values);
    Names scope = context.names().scope(layer.path(), GivenNames.of(block.body()));
    Context inside = context.call(values, scope, layer.origin(layer.path()).as(Origin.Role.CALL));
    return new BodyLowering(inside).body(block.body(), layer.in(), "block").map(this::named);
  }

  /** What the block gives is known by the call, unless it only passes on what it was given. */
  private Place named(Place out) {
    boolean passed = layer.in().filter(in -> in.value().equals(out.value())).isPresent();
    return passed ? out : new Place(out.value(), out.type(), layer.path(), span(), out.relu());
  }

  private Span span() {
    return layer.layer().span();
  }
}
