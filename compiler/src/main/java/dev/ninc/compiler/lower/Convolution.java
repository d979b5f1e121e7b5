package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * One convolution: {@code path:conv}, {@code path:norm} and the activation, of which the last one
 * that is there is {@code path} itself.
 *
 * @param filters its output channels
 * @param groupsAt where the number of groups stands, for messages
 * @param flat whether it is fully connected: its weight in the file is a matrix
 */
record Convolution(
    int filters,
    int groups,
    Span groupsAt,
    boolean bias,
    boolean norm,
    boolean flat,
    Activation act) {

  /** Adds it and its weights; empty where something does not fit, which was reported. */
  Optional<Place> lower(Place in, Window window, Origin origin, Context context) {
    if (!groupsFit(in, context)) {
      return Optional.empty();
    }
    String path = origin.path();
    boolean last = !norm && act.equals(Activation.LINEAR);
    Optional<Value> weight = weight(in, window, origin, context);
    if (weight.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> shift =
        bias
            ? context.graph().weight(path + ".bias", Init.ZERO, origin, filters)
            : Optional.empty();
    Op op = new Op.Conv(in.value(), weight.get(), shift, window, groups, Activation.LINEAR);
    Optional<Place> place = context.graph().maps(last ? path : path + ":conv", op, origin);
    if (norm) {
      String name = act.equals(Activation.LINEAR) ? path : path + ":norm";
      place = place.flatMap(p -> norm(p, name, path + ".norm", origin, context));
    }
    return last || act.equals(Activation.LINEAR)
        ? place
        : place.flatMap(p -> context.graph().maps(path, new Op.Activate(p.value(), act), origin));
  }

  private Optional<Value> weight(Place in, Window window, Origin origin, Context context) {
    String name = origin.path() + ".weight";
    int inputs = in.type().channels() / groups;
    if (!flat) {
      return context
          .graph()
          .weight(name, Init.HE, origin, filters, inputs, window.height(), window.width());
    }
    int all = Math.toIntExact(in.type().size());
    Tensor filter = Tensor.of(filters, inputs, window.height(), window.width());
    return context
        .graph()
        .weight(name, Init.HE, origin, filters, all)
        .map(w -> context.graph().add(name + ":filters", new Op.Reshape(w, filter), origin));
  }

  /** Batch norm as ops; its weights are named after {@code weights}. */
  static Optional<Place> norm(
      Place in, String name, String weights, Origin origin, Context context) {
    int channels = in.type().channels();
    GraphBuilder graph = context.graph();
    Value scale = graph.weight(weights + ".weight", Init.ONE, origin, channels).orElseThrow();
    Value shift = graph.weight(weights + ".bias", Init.ZERO, origin, channels).orElseThrow();
    Value mean = graph.weight(weights + ".running_mean", Init.ZERO, origin, channels).orElseThrow();
    Value variance =
        graph.weight(weights + ".running_var", Init.ONE, origin, channels).orElseThrow();
    Op op = new Op.BatchNorm(in.value(), scale, shift, mean, variance, 1e-5);
    return graph.maps(name, op, origin);
  }

  private boolean groupsFit(Place in, Context context) {
    int channels = in.type().channels();
    boolean fits = channels % groups == 0 && filters % groups == 0;
    if (!fits) {
      context
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0304,
                      groupsAt,
                      "The groups do not divide the channels.",
                      groups + " groups, from " + channels + " to " + filters + " channels")
                  .and(in.span(), "gives " + in.type())
                  .hint(
                      "Choose a number of groups that divides "
                          + channels
                          + " and "
                          + filters
                          + "."));
    }
    return fits;
  }
}
