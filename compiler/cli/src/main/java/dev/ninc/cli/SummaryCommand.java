package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.ir.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc summary}. */
@Command(
    name = "summary",
    description = {
      "Show the layers of a network, and what each costs.",
      "For each: output shape, parameters, multiply-accumulates (MACs) of one image and their share,"
          + " memory of the output, and how much of the input one output sees."
    },
    footer = {
      "",
      "Examples:",
      "  ninc summary samples/models/nin-cifar10.nin",
      "  ninc summary samples/models/nin-cifar10.nin -P width=96 --json"
    })
final class SummaryCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = arguments.check(this);
    Summary summary = Summary.of(network, Ninc.optimize(network, arguments.options()).graph());
    if (json) {
      Json.print(out(), new SummaryJson(summary)::write);
    } else {
      new SummaryTable(summary).lines().forEach(out()::println);
    }
    return ExitCode.OK;
  }
}
