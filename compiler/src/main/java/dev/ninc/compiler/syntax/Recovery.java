package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.function.Consumer;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/**
 * What happens after a syntax error: the statement in which it stands is given up as a whole, and
 * the parser goes on with the next one. Nothing is guessed, so a mistake is reported once.
 */
final class Recovery extends DefaultErrorStrategy {

  /** An error: what failed, in which rule, at which token. */
  record Failure(NinParser parser, ParserRuleContext rule, Token at) {

    /** Whether it says that there are more, or fewer, braces that close than such that open. */
    boolean countsBraces(Code code) {
      boolean tooMany = rule instanceof NinParser.FileContext && code == Code.NIN0001;
      return tooMany || code == Code.NIN0006;
    }

    /** Whether a brace is missing here. */
    boolean lacksBrace(Code code) {
      boolean next = at.getType() == NinLexer.LBRACE && branchIsOpen(rule);
      return next || code == Code.NIN0006;
    }
  }

  private final Consumer<Failure> report;

  Recovery(Consumer<Failure> report) {
    this.report = report;
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report.accept(new Failure((NinParser) parser, parser.getContext(), e.getOffendingToken()));
    }
  }

  /**
   * What is missing in front of a brace that opens a body is clear: the parser goes on as if it
   * were there.
   */
  @Override
  public Token recoverInline(Parser parser) {
    ParserRuleContext rule = parser.getContext();
    boolean opening = parser.getInputStream().LA(1) == NinLexer.LBRACE;
    if (opening && branchIsOpen(rule)) {
      return getMissingSymbol(parser);
    } else if (opening && rule instanceof NinParser.ParametersContext && listIsWhole(parser)) {
      reportError(parser, new InputMismatchException(parser));
      return getMissingSymbol(parser);
    }
    throw new InputMismatchException(parser);
  }

  /** Before each statement: what cannot begin one is reported and skipped. */
  @Override
  public void sync(Parser parser) {
    if (!(parser.getContext() instanceof NinParser.BodyContext body) || body.LBRACE() == null) {
      return;
    }
    while (!canStand(parser.getInputStream().LA(1))) {
      beginErrorCondition(parser);
      report.accept(new Failure((NinParser) parser, body, parser.getCurrentToken()));
      boolean brace = parser.getInputStream().LA(1) == NinLexer.LBRACE;
      if (brace && branchIsOpen(body)) {
        return;
      } else if (!brace) {
        parser.consume();
      }
      skipStatement(parser);
    }
  }

  /** In a branch with layers, a brace opens the next branch: that of this one was not closed. */
  static boolean branchIsOpen(ParserRuleContext rule) {
    return rule instanceof NinParser.BodyContext body
        && body.getParent() instanceof NinParser.KindContext
        && !body.item().isEmpty();
  }

  private static boolean listIsWhole(Parser parser) {
    int before = parser.getInputStream().LA(-1);
    return before != NinLexer.COMMA && before != NinLexer.LPAREN;
  }

  private static boolean canStand(int next) {
    return Tokens.STATEMENTS.contains(next) || next == NinLexer.RBRACE || next == Token.EOF;
  }

  /** Called in each rule from the inside out: those that cannot go on pass the error on. */
  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext rule = parser.getContext();
    if (rule instanceof NinParser.ItemContext) {
      // A name may begin a misspelt statement, but this one was reported.
      if (parser.getInputStream().LA(1) == NinLexer.NAME) {
        parser.consume();
      }
      skipStatement(parser);
    } else if (rule instanceof NinParser.HeaderContext) {
      skipTo(parser, NinLexer.LBRACE);
    } else if (!(rule instanceof NinParser.FileContext)) {
      throw e;
    }
  }

  /** Consumes up to the next statement of the same body, or to the end of the body. */
  private void skipStatement(Parser parser) {
    int braces = 0;
    int others = 0;
    Token before = parser.getInputStream().LT(-1);
    while (true) {
      Token token = parser.getCurrentToken();
      int type = token.getType();
      boolean ends = type == NinLexer.RBRACE || begins(before, token, others);
      if (type == Token.EOF || braces == 0 && ends) {
        break;
      }
      braces += step(type, NinLexer.LBRACE, NinLexer.RBRACE);
      others += step(type, NinLexer.LPAREN, NinLexer.RPAREN);
      others += step(type, NinLexer.LBRACKET, NinLexer.RBRACKET);
      before = token;
      parser.consume();
    }
    endErrorCondition(parser);
  }

  private static int step(int type, int opening, int closing) {
    return type == opening ? 1 : type == closing ? -1 : 0;
  }

  /**
   * Inside brackets that may never be closed, only a new line begins a statement; and so does,
   * outside of brackets, a word that is perhaps a misspelt layer, or a name without its closing
   * quote.
   */
  private static boolean begins(Token before, Token token, int brackets) {
    boolean option = before != null && before.getType() == NinLexer.ACT;
    boolean newLine = before == null || before.getLine() < token.getLine();
    if (token.getType() == NinLexer.NAME || token.getType() == NinLexer.UNTERMINATED) {
      return newLine && brackets <= 0;
    }
    return Tokens.STATEMENTS.contains(token.getType()) && !option && (brackets <= 0 || newLine);
  }

  private void skipTo(Parser parser, int type) {
    while (parser.getInputStream().LA(1) != type && parser.getInputStream().LA(1) != Token.EOF) {
      parser.consume();
    }
    if (parser.getInputStream().LA(1) == type) {
      endErrorCondition(parser);
    }
  }
}
