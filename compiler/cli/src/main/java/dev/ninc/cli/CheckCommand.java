package dev.ninc.cli;

import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ninc check}: what it finds is its result, so with {@code --format json} it is on stdout.
 */
@Command(
    name = "check",
    description = {
      "Check a network: syntax, names and shapes. All mistakes are reported at once.",
      "With --format json they are an array on standard output, empty where all is well."
    },
    footer = {
      "",
      "Examples:",
      "  ninc check samples/models/nin-cifar10.nin",
      "  ninc check samples/models/nin-cifar10.nin -P classes=100 --format json"
    })
final class CheckCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;

  @Override
  public Integer call() throws Exception {
    Result<Network> result = arguments.checked();
    boolean json = root().format == NincCommand.Format.JSON;
    if (json || !result.diagnostics().isEmpty()) {
      root().report(result.diagnostics(), json ? out() : err());
    }
    Optional<Network> network = result.value();
    if (!json) {
      network.ifPresent(n -> out().println(line(n.graph())));
    }
    return network.isPresent() ? ExitCode.OK : ExitCode.MISTAKE;
  }

  private static String line(Graph graph) {
    return String.format(
        Locale.ROOT,
        "%s: %s → %s, %,d parameters, %,d MACs.",
        graph.name(),
        graph.input().type(),
        graph.node(graph.outputs().get(0).value()).type(),
        Costs.parameters(graph),
        Costs.macs(graph));
  }
}
