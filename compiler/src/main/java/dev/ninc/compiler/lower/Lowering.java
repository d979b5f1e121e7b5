package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the user wrote → a graph with names and shapes. */
public final class Lowering {

  private Lowering() {}

  /**
   * The graph of a network.
   *
   * @param overrides values for parameters, from outside, by name
   * @param loader gives the text of a file of labels; it is asked only for relative paths without
   *     {@code ..}
   * @return empty where {@code diagnostics} has errors
   */
  public static Optional<Network> lower(
      NetFile file,
      Map<String, String> overrides,
      Function<String, Optional<String>> loader,
      Diagnostics diagnostics) {
    if (file.network().isEmpty()) {
      return Optional.empty();
    }
    Definition definition = file.network().get();
    Values values = new Values(diagnostics);
    Names names = new Names(GivenNames.of(definition.body()), diagnostics);
    GraphBuilder graph = new GraphBuilder(names, diagnostics);
    List<Network.Setting> settings = Parameters.define(definition, overrides, values, diagnostics);
    NetworkLowering network =
        new NetworkLowering(
            new Context(values, names, graph, diagnostics), new LabelReader(loader, diagnostics));
    for (Item item : definition.body().items()) {
      item.match(network);
    }
    network.finish(definition);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    String name = file.file().name();
    return Optional.of(
        new Network(
            name.substring(name.lastIndexOf('/') + 1),
            definition.doc(),
            settings,
            network.labels(),
            new Graph(definition.name().text(), graph.nodes(), network.outputs())));
  }
}
