package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.Net.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Writes a graph as layers one after the other and branches that meet again, if it is one that can
 * be written so. The branches of a join begin at its immediate dominator: the last layer through
 * which every path to it leads. The result is the graph exactly where no layer stands in it twice.
 */
final class SeriesParallel {

  private static final int DEEPEST = 32;

  private final Net net;
  private final int[] dominator;
  private final int[] depth;
  private final boolean[] placed;
  private final Complaints complaints;

  private SeriesParallel(Net net, Complaints complaints) {
    this.net = net;
    this.complaints = complaints;
    this.dominator = new int[net.nodes().size()];
    this.depth = new int[net.nodes().size()];
    this.placed = new boolean[net.nodes().size()];
    for (int place = 1; place < dominator.length; place++) {
      List<Integer> inputs = net.node(place).inputs();
      dominator[place] = inputs.stream().reduce(this::common).orElse(0);
      depth[place] = depth[dominator[place]] + 1;
    }
  }

  /** The items behind the input; empty, and reported, where the graph can't be written so. */
  static Optional<List<Item>> of(Net net, Complaints complaints) {
    SeriesParallel graph = new SeriesParallel(net, complaints);
    return graph.items(0, net.last(), 0);
  }

  /** The last layer through which every path to both leads. */
  private int common(int a, int b) {
    int left = a;
    int right = b;
    while (left != right) {
      if (depth[left] >= depth[right]) {
        left = dominator[left];
      } else {
        right = dominator[right];
      }
    }
    return left;
  }

  /** What lies behind {@code from}, up to and including {@code to}. */
  private Optional<List<Item>> items(int from, int to, int nesting) {
    List<Item> items = new ArrayList<>();
    for (int place = to; place != from; place = dominator[place]) {
      Node node = net.node(place);
      if (placed[place]) {
        return wrong(
            node, "The layers are no series of branches that meet again.", "in two branches");
      }
      if (nesting > DEEPEST) {
        return wrong(node, "Branches stand in branches more than " + DEEPEST + " deep.", "here");
      }
      placed[place] = true;
      if (node.inputs().size() > 1) {
        Optional<Item> join = join(place, nesting);
        if (join.isEmpty()) {
          return Optional.empty();
        }
        items.add(join.get());
      } else if (!node.op().isJoin() && !node.op().isNothing()) {
        items.add(new Item.Single(place));
      }
    }
    Collections.reverse(items);
    return Optional.of(Mlpconvs.recover(items, net));
  }

  private Optional<List<Item>> wrong(Node node, String message, String label) {
    complaints.structure(node, message, label);
    return Optional.empty();
  }

  private Optional<Item> join(int place, int nesting) {
    List<List<Item>> branches = new ArrayList<>();
    for (int input : net.node(place).inputs()) {
      Optional<List<Item>> branch = items(dominator[place], input, nesting + 1);
      if (branch.isEmpty()) {
        return Optional.empty();
      }
      branches.add(branch.get());
    }
    return Optional.of(new Item.Branches(place, branches));
  }
}
