package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.format.Doc;
import dev.ninc.compiler.format.DocPrinter;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** A text in the one layout that all files share; the words and comments stay as they are. */
public final class Formatter {

  /** Columns of a line. */
  public static final int WIDTH = 100;

  private Formatter() {}

  /** The formatted text; empty where the text has syntax errors, which are reported. */
  public static Optional<String> format(SourceFile file, Diagnostics diagnostics) {
    Parser.parse(file, diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    CommonTokenStream tokens = Parser.tokens(file);
    Doc doc = Layout.of(Parser.parser(tokens).file(), new Comments(file, tokens));
    return Optional.of(checked(file, DocPrinter.print(doc, WIDTH)));
  }

  /** Whoever formats a file trusts us with it: what was lost or changed must not be written. */
  private static String checked(SourceFile file, String text) {
    List<String> before = words(file);
    List<String> after = words(new SourceFile(file.name(), text));
    if (!before.equals(after)) {
      throw new CompilerBug("formatting would change `" + file.name() + "`");
    }
    return text;
  }

  /** The words and comments of a text, whatever stands between them. */
  static List<String> words(SourceFile file) {
    CommonTokenStream tokens = Parser.tokens(file);
    return tokens.getTokens().stream()
        .filter(t -> t.getChannel() != Token.HIDDEN_CHANNEL)
        .map(t -> NinLexer.VOCABULARY.getSymbolicName(t.getType()) + " " + canonical(t))
        .toList();
  }

  /** A word without the spaces that it may hold: in a label in front of its colon. */
  static String canonical(Token token) {
    String text = token.getText();
    return token.getType() == NinLexer.LABEL
        ? text.substring(0, text.length() - 1).strip() + ":"
        : text.stripTrailing();
  }
}
