package dev.ninc.compiler.syntax;

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
  record Failure(NinParser parser, ParserRuleContext rule, Token at) {}

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

  @Override
  public Token recoverInline(Parser parser) {
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
      parser.consume();
      skipStatement(parser);
    }
  }

  private static boolean canStand(int next) {
    return Tokens.STATEMENTS.contains(next) || next == NinLexer.RBRACE || next == Token.EOF;
  }

  /** Called in each rule from the inside out: those that cannot go on pass the error on. */
  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext rule = parser.getContext();
    if (rule instanceof NinParser.ItemContext) {
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
   * outside of brackets, a word that is perhaps a misspelt layer.
   */
  private static boolean begins(Token before, Token token, int brackets) {
    boolean option = before != null && before.getType() == NinLexer.ACT;
    boolean newLine = before == null || before.getLine() < token.getLine();
    if (token.getType() == NinLexer.NAME) {
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
