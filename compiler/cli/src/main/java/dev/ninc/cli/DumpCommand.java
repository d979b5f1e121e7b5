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
    },
    footer = {
      "",
      "Examples:",
      "  ninc dump samples/models/nin-cifar10-bn.nin --after all",
      "  ninc dump samples/models/nin-cifar10-bn.nin --trace"
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

  @Option(
      names = "--trace",
      description =
          "Instead of the graph, say what each pass changed and what that saves; up to the pass of"
              + " --after, by default all.")
  private boolean trace;

  @Override
  public Integer call() throws Exception {
    if (trace) {
      return trace(pipeline());
    }
    Pipeline pipeline = pipeline();
    Network network = arguments.check(this);
    out().print(Printer.print(network.with(pipeline.run(network.graph()))));
    return ExitCode.OK;
  }

  private int trace(Pipeline pipeline) throws Exception {
    Trace.of(pipeline, arguments.check(this).graph()).forEach(out()::println);
    return ExitCode.OK;
  }

  private Pipeline pipeline() {
    Pipeline all = Pipeline.standard();
    if (after == null && !trace) {
      return new Pipeline(java.util.List.of());
    }
    String last = after == null ? "all" : after;
    if (!last.equals("all") && !all.names().contains(last)) {
      throw usage("There is no pass `" + last + "`; there are " + String.join(", ", all.names()));
    }
    Pipeline until = last.equals("all") ? all : all.upTo(last);
    return new Pipeline(until.passes().stream().filter(p -> !left(p)).toList());
  }

  private boolean left(NamedPass pass) {
    return arguments.options().without().contains(pass.name());
  }
}
