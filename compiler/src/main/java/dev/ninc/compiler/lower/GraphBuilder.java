package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Type;
import dev.ninc.compiler.ir.Typing;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.CompilerBug;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes so far. What is added has shapes that fit: the layers see to that. */
final class GraphBuilder {

  private final Names names;
  private final Mistakes mistakes;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Value, Type> types = new HashMap<>();
  private final Typing typing = new Typing(types::get);

  GraphBuilder(Names names, Mistakes mistakes) {
    this.names = names;
    this.mistakes = mistakes;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The size of the input, once it is known. */
  Optional<Maps> input() {
    return nodes.stream().filter(n -> n.op() instanceof Op.Input).map(Node::maps).findFirst();
  }

  /** Adds a node; empty where its maps are too large, which was reported. */
  Optional<Place> maps(String name, Op op, Origin origin) {
    Value value = add(name, op, origin);
    Maps type = (Maps) types.get(value);
    return bounded(type, origin)
        ? Optional.of(new Place(value, type, origin.path(), origin.span()))
        : Optional.empty();
  }

  /** Adds a weight; empty where it is too large, which was reported. */
  Optional<Value> weight(String name, Init init, Origin origin, Integer... dims) {
    BigInteger floats = Limits.product(List.of(dims));
    if (!Limits.fits(floats)) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0205,
                  origin.span(),
                  "The weight `"
                      + name
                      + "` has "
                      + floats
                      + " numbers, more than "
                      + Limits.FLOATS
                      + ".",
                  "a weight of " + Tensor.of(dims))
              .hint("Use fewer channels, a smaller window, or groups."));
      return Optional.empty();
    }
    return Optional.of(add(name, new Op.Param(name, Tensor.of(dims), init), origin));
  }

  /** Adds any node. The name of a layer was reserved before; that of its parts is reserved here. */
  Value add(String name, Op op, Origin origin) {
    boolean own = name.equals(origin.path()) || names.claim(name, origin.span());
    Value value = new Value(own ? name : name + "#" + nodes.size());
    Type type;
    try {
      type = op.match(typing);
    } catch (IllegalArgumentException e) {
      throw new CompilerBug("lowering let shapes pass that do not fit: " + name, e);
    }
    types.put(value, type);
    nodes.add(new Node(value, op, type, origin));
    return value;
  }

  private boolean bounded(Maps type, Origin origin) {
    BigInteger floats = Limits.product(List.of(type.channels(), type.height(), type.width()));
    boolean fits = Limits.fits(floats) && type.channels() <= Limits.SIZE;
    if (!fits) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0206,
                  origin.span(),
                  "The maps of `" + origin.path() + "` are too large.",
                  "gives " + type + ", " + floats + " numbers")
              .hint(
                  "Use fewer channels or smaller maps: at most "
                      + Limits.FLOATS
                      + " numbers and "
                      + Limits.SIZE
                      + " channels."));
    }
    return fits;
  }
}
