package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * The limits of a text, checked on characters and tokens: what runs after this, the parser too, may
 * use the stack for each level of nesting and each operator.
 */
final class Bounds {

  /** Characters in a file. */
  static final int CHARACTERS = 1 << 20;

  /** Tokens in a file. */
  static final int TOKENS = 200_000;

  /** Brackets inside each other. */
  static final int DEPTH = 64;

  /** Operators in one expression. */
  static final int OPERATORS = 256;

  /** What another part of the same expression may follow. */
  private static final Set<Integer> OPEN =
      Set.of(
          NinLexer.PLUS,
          NinLexer.MINUS,
          NinLexer.TIMES,
          NinLexer.OVER,
          NinLexer.LPAREN,
          NinLexer.COMMA,
          NinLexer.EQUALS);

  private final SourceFile file;
  private int depth;
  private int operators;

  /**
   * Whether an expression could end in front of the next token: then what begins there is another.
   */
  private boolean complete;

  private Bounds(SourceFile file) {
    this.file = file;
  }

  /** What is wrong with the size of a text, before it is cut into tokens. */
  static boolean sizeHolds(SourceFile file, Diagnostics diagnostics) {
    if (file.text().length() <= CHARACTERS) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0202,
                "`%s` has %d characters, more than the %d that a file may have."
                    .formatted(file.name(), file.text().length(), CHARACTERS))
            .hint("Remove what does not belong to the network."));
    return false;
  }

  /** Whether the tokens keep all limits; the first one that does not is reported. */
  static boolean hold(SourceFile file, List<Token> all, Diagnostics diagnostics) {
    List<Token> tokens = all.stream().filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).toList();
    if (tokens.size() > TOKENS) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0202,
                  "`%s` has %d words and signs, more than the %d that a file may have."
                      .formatted(file.name(), tokens.size(), TOKENS))
              .hint("Remove what does not belong to the network."));
      return false;
    }
    Bounds bounds = new Bounds(file);
    Optional<Diagnostic> broken =
        tokens.stream().map(bounds::next).flatMap(Optional::stream).findFirst();
    broken.ifPresent(diagnostics::add);
    return broken.isEmpty();
  }

  private Optional<Diagnostic> next(Token token) {
    switch (token.getType()) {
      case NinLexer.LBRACE, NinLexer.LBRACKET, NinLexer.LPAREN -> depth++;
      case NinLexer.RBRACE, NinLexer.RBRACKET, NinLexer.RPAREN -> depth = Math.max(0, depth - 1);
      default -> {}
    }
    switch (token.getType()) {
      case NinLexer.PLUS, NinLexer.MINUS, NinLexer.TIMES, NinLexer.OVER -> operators++;
      case NinLexer.LBRACE, NinLexer.RBRACE, NinLexer.COMMA -> operators = 0;
      case NinLexer.LBRACKET, NinLexer.RBRACKET -> operators = 0;
      case NinLexer.RPAREN -> {}
      default -> operators = complete ? 0 : operators;
    }
    complete = !OPEN.contains(token.getType());
    if (depth > DEPTH) {
      return Optional.of(tooDeep(token));
    }
    return operators > OPERATORS ? Optional.of(tooLong(token)) : Optional.empty();
  }

  private Diagnostic tooDeep(Token token) {
    return Diagnostic.error(
            Code.NIN0201,
            Tokens.span(file, token),
            "Brackets are nested more than " + DEPTH + " deep.",
            "level " + (DEPTH + 1) + " begins here")
        .hint("Write the network with fewer branches inside branches.");
  }

  private Diagnostic tooLong(Token token) {
    Span at = Tokens.span(file, token);
    return Diagnostic.error(
            Code.NIN0203,
            at,
            "An expression has more than " + OPERATORS + " operators.",
            "one too many")
        .hint("Give parts of it a name: parameters may be computed from earlier ones.");
  }
}
