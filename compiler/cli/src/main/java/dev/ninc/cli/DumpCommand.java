package dev.ninc.cli;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Printer;
import dev.ninc.compiler.pass.NamedPass;
import dev.ninc.compiler.pass.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc dump}: for those who work on the compiler, or wonder what it did. */
@Command(
    name = "dump",
    description = {
      "Show a network's graph: as it was written, or after a pass.",
      "The passes run in the order in which they are listed here."
    })
final class DumpCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;

  @Option(
      names = "--after",
      paramLabel = "PASS",
      completionCandidates = PassNames.class,
      description =
          "The graph after this pass and all before it: ${COMPLETION-CANDIDATES}; or `all`.")
  private String after;

  @Override
  public Integer call() throws Exception {
    Pipeline pipeline = pipeline();
    Network network = arguments.check(this);
    out().print(Printer.print(network.with(pipeline.run(network.graph()))));
    return ExitCode.OK;
  }

  private Pipeline pipeline() {
    Pipeline all = Pipeline.standard();
    if (after == null) {
      return new Pipeline(java.util.List.of());
    }
    if (!after.equals("all") && !all.names().contains(after)) {
      throw usage("There is no pass `" + after + "`; there are " + String.join(", ", all.names()));
    }
    Pipeline until = after.equals("all") ? all : all.upTo(after);
    return new Pipeline(until.passes().stream().filter(p -> !left(p)).toList());
  }

  private boolean left(NamedPass pass) {
    return arguments.options().without().contains(pass.name());
  }
}
