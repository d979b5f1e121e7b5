package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weights with one name that several layers use. In a {@code .nin} file each layer has its own. */
final class SharedWeights {

  private SharedWeights() {}

  static void report(List<LayerText> layers, Diagnostics found) {
    Map<String, LayerText> owners = new HashMap<>();
    for (LayerText layer : layers) {
      for (Scalar name : names(layer)) {
        LayerText owner = owners.putIfAbsent(name.text(), layer);
        if (owner != null && owner != layer) {
          found.add(
              Diagnostic.error(
                      Code.NIN0503,
                      name.span(),
                      "The layers `"
                          + owner.name()
                          + "` and `"
                          + layer.name()
                          + "` share the weights "
                          + WeightsException.quote(name.text())
                          + ".",
                      "used again")
                  .and(owner.span(), "used first")
                  .hint("Give each layer weights of its own, and copy the trained ones."));
        }
      }
    }
  }

  /** In the new format {@code param { name: "w" }}, in the old one {@code param: "w"}. */
  private static List<Scalar> names(LayerText layer) {
    List<Scalar> names = new ArrayList<>();
    for (TextValue param : layer.message().all("param")) {
      param.scalar().ifPresent(names::add);
      param.message().stream()
          .flatMap(message -> message.all("name").stream())
          .forEach(name -> name.scalar().ifPresent(names::add));
    }
    names.removeIf(name -> name.text().isEmpty());
    return names;
  }
}
