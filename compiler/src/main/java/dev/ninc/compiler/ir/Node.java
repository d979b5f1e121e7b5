package dev.ninc.compiler.ir;

/** One line of a graph: {@code out = op : type}. */
public record Node(Value out, Op op, Type type, Origin origin) {

  /** The type, where it must be maps. */
  public Maps maps() {
    return (Maps) type;
  }

  /** This node with another op; value, type and origin stay. */
  public Node with(Op other) {
    return new Node(out, other, type, origin);
  }
}
