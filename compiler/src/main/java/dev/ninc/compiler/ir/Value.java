package dev.ninc.compiler.ir;

/**
 * The result of a node. Its name is unique in the graph: the path of the layer ({@code conv1},
 * {@code fire2.squeeze}), of the weight ({@code conv1.weight}), or of a part of a layer, after a
 * colon ({@code conv1:norm}). Names may hold anything that a quoted name in the language may, but
 * no colon of their own.
 */
public record Value(String name) {

  @Override
  public String toString() {
    return "%" + name;
  }
}
