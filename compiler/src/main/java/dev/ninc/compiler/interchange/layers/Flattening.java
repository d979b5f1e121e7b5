package dev.ninc.compiler.interchange.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * Where maps may become vectors: a {@code .nin} file has no layer for it, as {@code fc} does it by
 * itself.
 */
public final class Flattening {

  private Flattening() {}

  /** Whether nothing but connected layers sees the arrangement of what this layer gives. */
  public static boolean onlyConnected(Net net, int place) {
    List<Integer> seen = new ArrayList<>(List.of(place));
    for (int i = 0; i < seen.size(); i++) {
      int at = seen.get(i);
      if (at == net.last() || net.outputs().contains(at)) {
        return false;
      }
      for (int reader = at + 1; reader < net.nodes().size(); reader++) {
        LayerOp op = net.node(reader).op();
        boolean reads = net.node(reader).inputs().contains(at);
        boolean passes = op instanceof LayerOp.Activate || op instanceof LayerOp.Dropout;
        if (reads && passes) {
          seen.add(reader);
        } else if (reads && !(op instanceof LayerOp.Fc)) {
          return false;
        }
      }
    }
    return true;
  }
}
