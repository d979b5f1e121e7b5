package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.ir.Activation;
import java.util.List;

/** A line of the imported text, before it is text. */
sealed interface Item {

  /** A layer that stands alone. */
  record Single(int place) implements Item {}

  /** A layer with weights, and the activation behind it. */
  record Activated(int place, Activation activation) implements Item {}

  /** A convolution and the 1x1 convolutions behind it, a ReLU after each. */
  record Mlpconv(List<Integer> places) implements Item {
    public Mlpconv {
      places = List.copyOf(places);
    }
  }

  /** Branches from one place that meet again. An empty one is the identity. */
  record Branches(int place, List<List<Item>> branches) implements Item {
    public Branches {
      branches = List.copyOf(branches);
    }
  }
}
