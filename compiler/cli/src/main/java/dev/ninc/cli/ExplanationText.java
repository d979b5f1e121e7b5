package dev.ninc.cli;

import dev.ninc.compiler.Example;
import dev.ninc.compiler.ExampleFile;
import dev.ninc.compiler.Explanation;
import dev.ninc.compiler.diag.Renderer;

/** An explanation at the terminal: what is quoted stands four columns further in. */
record ExplanationText(boolean colored) {

  /** Ends with a newline. */
  String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append(explanation.code()).append(": ").append(explanation.code().title());
    text.append("\n\n").append(explanation.why()).append("\n\n");
    example(text, "Wrong", explanation.wrong());
    text.append("`").append(explanation.wrong().command()).append("` says:\n\n");
    text.append(quoted(new Renderer(colored).render(explanation.wrong().run()))).append('\n');
    example(text, "Right", explanation.right());
    if (!explanation.right().command().equals(explanation.wrong().command())) {
      text.append("with `").append(explanation.right().command()).append("`\n\n");
    }
    return text.deleteCharAt(text.length() - 1).toString();
  }

  private static void example(StringBuilder text, String verdict, Example example) {
    for (ExampleFile file : example.files()) {
      text.append(verdict).append(", ").append(file.name()).append(":\n\n");
      text.append(quoted(file.shown())).append('\n');
      file.remark().ifPresent(remark -> text.append(remark).append("\n\n"));
    }
  }

  private static String quoted(String lines) {
    return lines.replaceAll("(?m)^(?=.)", "    ");
  }
}
