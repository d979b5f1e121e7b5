package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.ForeignWords;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What is wrong around statements: between definitions, and where one stands inside another. */
record FrameComplaint(SourceFile file, Recovery.Failure failure) {

  /** Empty where the mistake is inside a statement. */
  Optional<Diagnostic> diagnostic() {
    if (failure.rule() instanceof NinParser.FileContext tree) {
      return Optional.of(between(tree));
    } else if (failure.rule() instanceof NinParser.BodyContext body && body.LBRACE() != null) {
      return Definitions.begins(tokens()) ? Optional.of(inside(body)) : Optional.empty();
    } else if (failure.rule() instanceof NinParser.PreprocessContext steps
        && steps.LBRACE() != null) {
      return Optional.of(amongSteps(steps));
    }
    return Optional.empty();
  }

  private TokenStream tokens() {
    return failure.parser().getInputStream();
  }

  private Span at() {
    return Tokens.span(file, failure.at());
  }

  private Diagnostic expected(String what) {
    return Diagnostic.error(
        Code.NIN0001,
        at(),
        "Expected " + what + ", found " + Tokens.found(failure.at()) + ".",
        "expected " + what);
  }

  private Diagnostic between(NinParser.FileContext tree) {
    if (tree.definition().isEmpty()) {
      return first();
    }
    boolean network = AstBuilder.isNetwork(tree.definition(tree.definition().size() - 1));
    Optional<String> word = word();
    return expected("the end of the file")
        .hint(
            word.isPresent()
                ? write(word.get())
                : "Remove it, or the `}` above that ends the "
                    + (network ? "network" : "block")
                    + " too early.");
  }

  private Diagnostic first() {
    Diagnostic error = expected("the word `" + word().orElse("network") + "`");
    if (failure.at().getType() == Token.EOF) {
      return error.hint("Write a network: a file holds one `network Name { … }`.");
    }
    return word()
        .map(word -> error.hint(write(word)))
        .orElse(error.hint("Begin with `network Name {`."));
  }

  /** What the first word of a header may have meant. */
  private Optional<String> word() {
    boolean importing = tokens().LA(2) == NinLexer.STRING;
    if (!importing && !Definitions.resembleHeader(tokens())) {
      return Optional.empty();
    }
    String text = failure.at().getText();
    if (ForeignWords.hint(text, List.of()).isPresent()) {
      return Optional.of(importing ? "import" : "block");
    }
    return Spelling.nearest(text, List.of("network", "block", "import"));
  }

  /** The word, and for an import its file. */
  private String write(String word) {
    boolean file = word.equals("import") && tokens().LA(2) == NinLexer.STRING;
    return "Write `" + word + (file ? " " + tokens().LT(2).getText() : "") + "`.";
  }

  /** A definition where a statement should stand. */
  private Diagnostic inside(NinParser.BodyContext body) {
    boolean importing = failure.at().getType() == NinLexer.IMPORT;
    String what = importing ? "import" : failure.at().getText();
    if (!failure.nested()) {
      return Diagnostic.error(
              Code.NIN0006,
              Tokens.span(file, body.LBRACE().getSymbol()),
              "A `{` is never closed.",
              "this one is open")
          .and(at(), "the next " + (importing ? "statement of the file" : what) + " begins here")
          .hint("Add the missing `}`.");
    }
    return Diagnostic.error(
            Code.NIN0009,
            at(),
            importing
                ? "An import stands inside a definition."
                : "A " + what + " stands inside another definition.",
            "not inside braces")
        .hint(
            importing
                ? "Move `import` to the top of the file."
                : "Move it out of the braces, above or below the network.");
  }

  private Diagnostic amongSteps(NinParser.PreprocessContext steps) {
    Token at = failure.at();
    boolean layer = Tokens.STATEMENTS.contains(at.getType()) || Definitions.begins(tokens());
    if (layer || at.getType() == Token.EOF) {
      return Diagnostic.error(
              Code.NIN0006,
              Tokens.span(file, steps.LBRACE().getSymbol()),
              "A `{` is never closed.",
              "this one is open")
          .and(at(), layer ? "no step of a preprocessing" : "the file ends here")
          .hint("Add the missing `}` behind the last step.");
    }
    Diagnostic error = expected("a step of the preprocessing or `}`");
    if (at.getType() == NinLexer.COMMA) {
      return error.hint("Put several numbers in brackets, as in `mean [0.5, 0.5, 0.5]`.");
    }
    return Spelling.nearest(at.getText(), Tokens.steps())
        .map(word -> error.hint("Write `" + word + "`."))
        .orElse(error.hint("The steps are `" + String.join("`, `", Tokens.steps()) + "`."));
  }
}
