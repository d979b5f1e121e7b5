package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.runtime.WeightsException;
import java.util.List;
import java.util.Optional;

/** From connected layers and their weights to the text of a network, whatever they come from. */
public final class Assembly {

  private Assembly() {}

  /**
   * What is to be written.
   *
   * @param network its name
   * @param comment what stands above it, line by line
   * @param style which names of layers stand in the text
   */
  public record Request(String network, List<String> comment, Style style) {
    public Request {
      comment = List.copyOf(comment);
    }
  }

  /** Which names of layers stand in the text. */
  public enum Style {
    /** All of them. */
    EACH_NAME,
    /** Those that the compiler would not give by itself. */
    NEEDED_NAMES
  }

  /** Reports a name that no network can have. */
  public static void checkName(String network, Diagnostics found) {
    if (!Names.isIdentifier(network)) {
      found.add(
          Diagnostic.error(
                  Code.NIN0510,
                  "A network cannot be called " + WeightsException.quote(network) + ".")
              .hint("Choose a name of letters, digits and `_` that does not begin with a digit."));
    }
  }

  /**
   * Writes a network; empty where there are mistakes, in it or before.
   *
   * @param input the shape of the images, if it is known
   */
  public static Optional<Imported> of(
      Request request,
      Net net,
      Optional<Maps> input,
      Trained trained,
      Complaints complaints,
      Diagnostics found) {
    ShapeCheck.Result checked = ShapeCheck.check(net, input, trained, complaints);
    Optional<List<Item>> items = SeriesParallel.of(net, complaints);
    NameClash.report(net, checked.weights(), complaints);
    if (items.isPresent() && items.get().isEmpty()) {
      complaints.structure(net.node(0), "No layer changes the images.", "here");
    }
    if (found.hasErrors() || items.isEmpty()) {
      return Optional.empty();
    }
    String nin = NinText.of(request, net, checked.shapes(), items.get());
    return Optional.of(new Imported(nin, checked.weights()));
  }
}
