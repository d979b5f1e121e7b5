package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;

/** Text → what the user wrote. */
public final class Parser {

  private Parser() {}

  /**
   * What a file holds. Mistakes are reported; a statement with one becomes {@link
   * dev.ninc.compiler.ast.Item.Broken}, so that the rest can be looked at too. Empty where the text
   * breaks a limit.
   */
  public static Optional<NetFile> parse(SourceFile file, Diagnostics diagnostics) {
    if (!Bounds.sizeHolds(file, diagnostics)) {
      return Optional.empty();
    }
    CommonTokenStream tokens = tokens(file);
    if (!Bounds.hold(file, tokens.getTokens(), diagnostics)) {
      return Optional.empty();
    }
    tokens = Indentation.close(file, tokens, diagnostics);
    NinParser parser = parser(tokens);
    Braces braces = new Braces(file, diagnostics);
    parser.setErrorHandler(new Recovery(tokens, braces::report));
    NinParser.FileContext tree = parser.file();
    return Optional.of(new AstBuilder(file, tokens, diagnostics).file(tree, braces.frameBroken));
  }

  /** Reports what fails. One wrong brace leaves those around it wrong as well: only it is told. */
  private static final class Braces {
    private final SourceFile file;
    private final Diagnostics diagnostics;
    private boolean open;
    private boolean frameBroken;

    Braces(SourceFile file, Diagnostics diagnostics) {
      this.file = file;
      this.diagnostics = diagnostics;
    }

    void report(Recovery.Failure failure) {
      Diagnostic diagnostic = Complaint.of(file, failure);
      boolean again = open && failure.countsBraces(diagnostic.code());
      open |= failure.lacksBrace(diagnostic.code());
      frameBroken |= failure.losesDefinitions(diagnostic.code());
      if (!again) {
        diagnostics.add(diagnostic);
      }
    }
  }

  static CommonTokenStream tokens(SourceFile file) {
    NinLexer lexer = new NinLexer(new Utf16Stream(file.name(), file.text()));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    return tokens;
  }

  static NinParser parser(CommonTokenStream tokens) {
    NinParser parser = new NinParser(tokens);
    parser.removeErrorListeners();
    return parser;
  }
}
