package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that the user gives to layers and stages. */
final class GivenNames {

  private GivenNames() {}

  static List<String> of(Body body) {
    return in(body).map(Name::text).toList();
  }

  private static Stream<Name> in(Body body) {
    return body.items().stream()
        .filter(Layer.class::isInstance)
        .map(Layer.class::cast)
        .flatMap(layer -> Stream.concat(layer.name().stream(), inside(layer)));
  }

  private static Stream<Name> inside(Layer layer) {
    if (layer.kind() instanceof Layer.Branches branches) {
      return branches.bodies().stream().flatMap(GivenNames::in);
    } else if (layer.kind() instanceof Layer.Mlpconv mlpconv) {
      return mlpconv.stages().stream().map(Layer.Stage::name).flatMap(Optional::stream);
    }
    return Stream.empty();
  }
}
