package dev.ninc.compiler.ir;

import java.util.List;

/**
 * A graph and what the user said around it.
 *
 * @param file the name of the file it was written in, without folders: {@code nin-cifar10.nin}
 * @param doc the {@code ///} comment above the network, without the slashes; may be empty
 * @param settings the network's parameters with the values that this graph was made for
 * @param labels names of the classes; empty where the file gives none
 */
public record Network(
    String file, String doc, List<Setting> settings, List<String> labels, Graph graph) {

  /** A parameter of the network and its value, as the language prints it. */
  public record Setting(String name, String value) {}

  public Network {
    settings = List.copyOf(settings);
    labels = List.copyOf(labels);
  }

  /** The same network with another graph. */
  public Network with(Graph other) {
    return new Network(file, doc, settings, labels, other);
  }
}
