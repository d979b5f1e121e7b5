package dev.ninc.cli;

import dev.ninc.compiler.Explanation;
import dev.ninc.compiler.diag.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ninc explain}. */
@Command(
    name = "explain",
    description = {
      "Say why a message comes, with an example and its correction.",
      "Without a code, list all codes."
    },
    footer = {"", "Example:", "  ninc explain NIN0301"})
final class ExplainCommand extends Subcommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "CODE",
      description = "The code of a message: NIN0301, nin301 or 301.")
  private List<String> words = List.of();

  @Override
  public Integer call() throws Mistake {
    if (words.isEmpty()) {
      Arrays.stream(Code.values()).forEach(c -> out().println(c + "  " + c.title()));
      return ExitCode.OK;
    }
    List<Code> codes = new ArrayList<>();
    for (String word : words) {
      codes.add(code(word));
    }
    ExplanationText text = new ExplanationText(root().colored());
    out()
        .print(
            codes.stream()
                .distinct()
                .map(Explanation::of)
                .map(text::of)
                .collect(Collectors.joining("\n\n")));
    return ExitCode.OK;
  }

  private static Code code(String word) throws Mistake {
    String near = Explanation.nearest(word).map(c -> "the nearest is " + c + "; ").orElse("");
    return Explanation.code(word)
        .orElseThrow(
            () ->
                new Mistake(
                    "No message has the code `" + word + "`.",
                    near + "`ninc explain` lists all codes."));
  }
}
