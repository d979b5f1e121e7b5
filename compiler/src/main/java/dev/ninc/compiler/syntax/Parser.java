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
   * The network that a file holds. Mistakes are reported; a statement with one becomes {@link
   * dev.ninc.compiler.ast.Item.Broken}, so that the rest can be looked at too. Empty where there is
   * nothing that could be looked at.
   */
  public static Optional<NetFile> parse(SourceFile file, Diagnostics diagnostics) {
    if (!Bounds.sizeHolds(file, diagnostics)) {
      return Optional.empty();
    }
    CommonTokenStream tokens = tokens(file);
    if (!Bounds.hold(file, tokens.getTokens(), diagnostics)) {
      return Optional.empty();
    }
    NinParser parser = parser(tokens);
    boolean[] open = {false};
    parser.setErrorHandler(
        new Recovery(
            failure -> {
              Diagnostic diagnostic = Complaint.of(file, failure);
              // One wrong brace leaves those around it wrong as well.
              boolean again = open[0] && failure.countsBraces(diagnostic.code());
              open[0] |= failure.lacksBrace(diagnostic.code());
              if (!again) {
                diagnostics.add(diagnostic);
              }
            }));
    return new AstBuilder(file, tokens, diagnostics).file(parser.file());
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
