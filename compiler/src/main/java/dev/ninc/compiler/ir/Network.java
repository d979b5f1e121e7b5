package dev.ninc.compiler.ir;

import java.util.List;
import java.util.Optional;

/**
 * A graph and what the user said around it.
 *
 * @param file the name of the file it was written in, without folders: {@code nin-cifar10.nin}
 * @param doc the {@code ///} comment above the network, without the slashes; may be empty
 * @param settings the network's parameters with the values that this graph was made for
 * @param labels names of the classes; empty where the file gives none
 * @param preprocessing what makes the input of a picture; empty where the file does not say it
 */
public record Network(
    String file,
    String doc,
    List<Setting> settings,
    List<String> labels,
    Optional<Preprocessing> preprocessing,
    Graph graph) {

  /** A parameter of the network and its value, as the language prints it. */
  public record Setting(String name, String value) {}

  public Network {
    settings = List.copyOf(settings);
    labels = List.copyOf(labels);
    preprocessing.ifPresent(p -> requireFits(p, graph));
  }

  /** The same network with another graph. */
  public Network with(Graph other) {
    return new Network(file, doc, settings, labels, preprocessing, other);
  }

  private static void requireFits(Preprocessing preprocessing, Graph graph) {
    Maps input = graph.input().maps();
    boolean channels = preprocessing.order().channels() == input.channels();
    boolean size =
        preprocessing
            .size()
            .map(s -> s.height() == input.height() && s.width() == input.width())
            .orElse(true);
    if (!channels || !size) {
      throw new IllegalArgumentException(preprocessing + " for an input of " + input);
    }
  }
}
