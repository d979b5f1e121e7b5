package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the user wrote → a graph with names and shapes. */
public final class Lowering {

  private Lowering() {}

  /**
   * The graph of a network. Blocks that nobody calls are checked too, but for their shapes.
   *
   * @param overrides values for parameters, from outside, by name
   * @param loader gives the text of a file of labels; it is asked only for relative paths without
   *     {@code ..}
   * @return empty where {@code diagnostics} has errors
   */
  public static Optional<Network> lower(
      Program program, Map<String, String> overrides, Loader loader, Diagnostics diagnostics) {
    Mistakes mistakes = new Mistakes(diagnostics);
    Blocks blocks = new Blocks(program, mistakes);
    blocks.all().forEach(block -> check(block, blocks, mistakes));
    if (program.entry().network().isPresent()) {
      return network(program, overrides, new LabelReader(loader, mistakes), blocks, mistakes);
    }
    if (!program.entry().broken()) {
      mistakes.add(library(program.entry()));
    }
    return Optional.empty();
  }

  /** A block by itself: names and syntax, and numbers that depend on no parameter. */
  private static void check(Definition block, Blocks blocks, Mistakes mistakes) {
    Names names = new Names(GivenNames.of(block.body()), mistakes);
    Values values = blocks.values(block, mistakes);
    Parameters.check(block, values, mistakes);
    Context.Unit unit =
        new Context.Unit(new GraphBuilder(names, mistakes), mistakes, blocks, false);
    Context context = new Context(unit, values, names, Optional.empty(), 1);
    new BodyLowering(context).body(block.body(), Optional.empty(), "block");
  }

  private static Optional<Network> network(
      Program program,
      Map<String, String> overrides,
      LabelReader labels,
      Blocks blocks,
      Mistakes mistakes) {
    Definition definition = program.entry().network().orElseThrow();
    Values values = new Values(mistakes, "network Name", Set.of());
    Names names = new Names(GivenNames.of(definition.body()), mistakes);
    GraphBuilder graph = new GraphBuilder(names, mistakes);
    Context.Unit unit = new Context.Unit(graph, mistakes, blocks, true);
    List<Network.Setting> settings = Parameters.define(definition, overrides, values, mistakes);
    NetworkLowering network =
        new NetworkLowering(new Context(unit, values, names, Optional.empty(), 0), labels);
    for (Item item : definition.body().items()) {
      item.match(network);
    }
    network.finish(definition);
    if (mistakes.any()) {
      return Optional.empty();
    }
    String name = program.entry().file().name();
    return Optional.of(
        new Network(
            name.substring(name.lastIndexOf('/') + 1),
            definition.doc(),
            settings,
            network.labels(),
            network.preprocessing(),
            new Graph(definition.name().text(), graph.nodes(), network.outputs())));
  }

  /** A file that others import, where a network is asked for. */
  private static Diagnostic library(NetFile file) {
    String name = file.file().name();
    Span first =
        file.blocks().isEmpty() ? file.imports().get(0).span() : file.blocks().get(0).name().span();
    return Diagnostic.error(
            Code.NIN0119,
            first,
            "`" + name + "` holds no network.",
            file.blocks().isEmpty() ? "only imports" : "a block: networks call it")
        .hint(
            "Check a network that imports it: `import \""
                + name.substring(name.lastIndexOf('/') + 1)
                + "\"`.");
  }
}
