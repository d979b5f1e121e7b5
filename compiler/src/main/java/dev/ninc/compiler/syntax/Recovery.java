package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * What happens after a syntax error: the statement in which it stands is given up as a whole, and
 * the parser goes on with the next one. Nothing is guessed, so a mistake is reported once.
 */
final class Recovery extends DefaultErrorStrategy {

  /**
   * An error: what failed, in which rule, at which token.
   *
   * @param blocks the blocks in the file, with the parameters that a call must give
   * @param imports whether it imports others
   * @param nested whether a definition stands here, inside another one
   */
  record Failure(
      NinParser parser,
      ParserRuleContext rule,
      Token at,
      Map<String, List<String>> blocks,
      boolean imports,
      boolean nested) {

    /** Whether it says that there are more, or fewer, braces that close than such that open. */
    boolean countsBraces(Code code) {
      boolean tooMany = rule instanceof NinParser.FileContext && code == Code.NIN0001;
      return tooMany || code == Code.NIN0006;
    }

    /** Whether text is skipped that may hold definitions or imports. */
    boolean losesDefinitions(Code code) {
      return rule instanceof NinParser.FileContext || code == Code.NIN0009;
    }

    /** Whether a brace is missing here. */
    boolean lacksBrace(Code code) {
      boolean next = at.getType() == NinLexer.LBRACE && branchIsOpen(rule);
      return next || code == Code.NIN0006;
    }
  }

  /** What may stand at the beginning of a line in the place of a name. */
  private static final Set<Integer> FOREIGN =
      Set.of(NinLexer.UNTERMINATED, NinLexer.JUNK, NinLexer.LINEAR, NinLexer.X);

  private final Consumer<Failure> report;
  private final Map<String, List<String>> blocks;
  private final Set<String> parameters;
  private final boolean imports;
  private boolean failed;
  private boolean nested;

  Recovery(TokenStream tokens, Consumer<Failure> report) {
    this.report = report;
    this.blocks = Definitions.blocks(tokens);
    this.parameters = Definitions.parameters(tokens);
    this.imports = tokens.LA(1) == NinLexer.IMPORT;
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (!inErrorRecoveryMode(parser)) {
      failure(parser, e.getOffendingToken());
    }
  }

  private void failure(Parser parser, Token at) {
    beginErrorCondition(parser);
    failed = true;
    report.accept(
        new Failure((NinParser) parser, parser.getContext(), at, blocks, imports, nested));
  }

  /**
   * What is missing in front of a brace that opens a body, and of a definition, is clear: the
   * parser goes on as if it were there.
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
    } else if (endsEarly(parser, rule)) {
      reportError(parser, new InputMismatchException(parser));
      endErrorCondition(parser);
      return getMissingSymbol(parser);
    }
    throw new InputMismatchException(parser);
  }

  /** In front of a definition, bodies end; in front of a layer, a preprocessing. */
  private static boolean endsEarly(Parser parser, ParserRuleContext rule) {
    return rule instanceof NinParser.BodyContext body
            && body.LBRACE() != null
            && Definitions.begins(parser.getInputStream())
        || rule instanceof NinParser.PreprocessContext steps
            && steps.LBRACE() != null
            && endsSteps(parser);
  }

  /** Before each statement: what cannot begin one is reported and skipped. */
  @Override
  public void sync(Parser parser) {
    ParserRuleContext rule = parser.getContext();
    if (rule instanceof NinParser.FileContext file) {
      betweenDefinitions(parser, file);
    } else if (rule instanceof NinParser.BodyContext body && body.LBRACE() != null) {
      betweenStatements(parser, body);
    } else if (rule instanceof NinParser.PreprocessContext steps && steps.LBRACE() != null) {
      betweenSteps(parser);
    } else if (rule.getClass() == NinParser.KindContext.class && isWordAlone(parser)
        || isArgument(rule)
            && rule.getStart() == parser.getCurrentToken()
            && isNone(parser.getInputStream())) {
      throw new InputMismatchException(parser);
    }
  }

  private static boolean isArgument(ParserRuleContext rule) {
    return rule instanceof NinParser.AtomContext
        || rule instanceof NinParser.ExtentContext
        || rule instanceof NinParser.PaddingContext;
  }

  /**
   * Whether the next word, though a name may stand here, is no argument: a statement begins on the
   * next line, or it is a word of other notations. What is the name of a parameter is one.
   */
  private boolean isNone(TokenStream tokens) {
    Token next = tokens.LT(1);
    if (parameters.contains(next.getText())) {
      return false;
    }
    boolean newLine = tokens.LT(-1).getLine() < next.getLine();
    boolean call = blocks.containsKey(next.getText()) || tokens.LA(2) == NinLexer.LPAREN;
    boolean statement =
        Tokens.STATEMENTS.contains(next.getType())
            || Tokens.CALLEES.contains(next.getType()) && call;
    boolean foreign = tokens.LA(-1) == NinLexer.PAD && next.getText().equals("valid");
    return newLine && statement || foreign;
  }

  private void betweenDefinitions(Parser parser, NinParser.FileContext file) {
    int next = parser.getInputStream().LA(1);
    if (next == Token.EOF && file.definition().isEmpty() && file.importing().isEmpty() && !failed) {
      failure(parser, parser.getCurrentToken());
    }
    while (next != Token.EOF && !Tokens.DEFINITIONS.contains(next)) {
      failure(parser, parser.getCurrentToken());
      boolean body = Definitions.resembleHeader(parser.getInputStream());
      skipToDefinition(parser, body);
      endErrorCondition(parser);
      if (parser.getInputStream().LA(1) == NinLexer.LBRACE) {
        ((NinParser) parser).body();
      }
      next = parser.getInputStream().LA(1);
    }
  }

  private void betweenStatements(Parser parser, NinParser.BodyContext body) {
    while (!canStand(parser)) {
      if (Definitions.begins(parser.getInputStream())) {
        skipNested(parser);
        continue;
      }
      failure(parser, parser.getCurrentToken());
      boolean brace = parser.getInputStream().LA(1) == NinLexer.LBRACE;
      if (brace && branchIsOpen(body)) {
        return;
      } else if (!brace) {
        skipWord(parser);
      }
      skipStatement(parser);
    }
  }

  /**
   * A word that cannot begin a statement; {@code 3x} goes with its {@code repeat}, and {@code y =
   * gap(x)} with what is given a name.
   */
  private static void skipWord(Parser parser) {
    int type = parser.getInputStream().LA(1);
    parser.consume();
    boolean number = type == NinLexer.BAD_NUMBER || type == NinLexer.INT;
    if (number && parser.getInputStream().LA(1) == NinLexer.REPEAT) {
      parser.consume();
    } else if (parser.getInputStream().LA(1) == NinLexer.EQUALS) {
      parser.consume();
      if (Tokens.STATEMENTS.contains(parser.getInputStream().LA(1)) || isCall(parser)) {
        parser.consume();
      }
    }
  }

  /** Reports and skips definitions that stand inside another one. */
  private void skipNested(Parser parser) {
    while (Definitions.begins(parser.getInputStream())) {
      nested = true;
      failure(parser, parser.getCurrentToken());
      nested = false;
      int behind = Definitions.behind(parser.getInputStream());
      while (parser.getCurrentToken().getTokenIndex() < behind) {
        parser.consume();
      }
      endErrorCondition(parser);
    }
  }

  private void betweenSteps(Parser parser) {
    while (!Tokens.STEPS.contains(parser.getInputStream().LA(1)) && !endsSteps(parser)) {
      failure(parser, parser.getCurrentToken());
      parser.consume();
      skipStep(parser);
    }
  }

  private static boolean endsSteps(Parser parser) {
    int next = parser.getInputStream().LA(1);
    return next == NinLexer.RBRACE
        || next == Token.EOF
        || Tokens.STATEMENTS.contains(next)
        || Definitions.begins(parser.getInputStream());
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

  /** Whether a statement can begin here, or the body end. */
  private static boolean canStand(Parser parser) {
    int next = parser.getInputStream().LA(1);
    return Tokens.STATEMENTS.contains(next)
        || next == NinLexer.RBRACE
        || next == Token.EOF
        || isCall(parser)
        || Definitions.begins(parser.getInputStream())
            && !Definitions.isNested(parser.getInputStream());
  }

  private static boolean isCall(Parser parser) {
    return Tokens.CALLEES.contains(parser.getInputStream().LA(1))
        && parser.getInputStream().LA(2) == NinLexer.LPAREN;
  }

  private static boolean isWordAlone(Parser parser) {
    return Tokens.CALLEES.contains(parser.getInputStream().LA(1)) && !isCall(parser);
  }

  /** Called in each rule from the inside out: those that cannot go on pass the error on. */
  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext rule = parser.getContext();
    if (rule instanceof NinParser.ItemContext) {
      // A name may begin a misspelt statement, but this one was reported.
      if (isWordAlone(parser)) {
        parser.consume();
      }
      skipStatement(parser);
    } else if (rule instanceof NinParser.PreparationContext) {
      skipStep(parser);
    } else if (rule instanceof NinParser.HeaderContext) {
      skipToDefinition(parser, true);
      if (parser.getInputStream().LA(1) == NinLexer.LBRACE) {
        endErrorCondition(parser);
      }
    } else if (rule instanceof NinParser.ImportingContext
        || rule instanceof NinParser.DefinitionContext) {
      skipToDefinition(parser, false);
      endErrorCondition(parser);
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
      boolean ends = type == NinLexer.RBRACE || begins(parser, before, token, others);
      if (type == Token.EOF || braces == 0 && ends || Definitions.begins(parser.getInputStream())) {
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

  /** Consumes up to the next step of a preprocessing, or to its end. */
  private void skipStep(Parser parser) {
    while (!endsSteps(parser) && !Tokens.STEPS.contains(parser.getInputStream().LA(1))) {
      parser.consume();
    }
    endErrorCondition(parser);
  }

  private static int step(int type, int opening, int closing) {
    return type == opening ? 1 : type == closing ? -1 : 0;
  }

  /**
   * Inside brackets that may never be closed, only a new line begins a statement; and so does,
   * outside of brackets, a word that is a call or perhaps a misspelt layer, or a name without its
   * closing quote.
   */
  private static boolean begins(Parser parser, Token before, Token token, int brackets) {
    boolean option = before != null && before.getType() == NinLexer.ACT;
    boolean newLine = before == null || before.getLine() < token.getLine();
    int type = token.getType();
    if (type == NinLexer.NAME || FOREIGN.contains(type) || isCall(parser)) {
      return newLine && brackets <= 0 && !option;
    }
    return Tokens.STATEMENTS.contains(token.getType()) && !option && (brackets <= 0 || newLine);
  }

  /**
   * Consumes up to the next definition or the end of the file.
   *
   * @param body whether a brace that opens ends the way too
   */
  private static void skipToDefinition(Parser parser, boolean body) {
    TokenStream tokens = parser.getInputStream();
    while (tokens.LA(1) != Token.EOF
        && !Definitions.begins(tokens)
        && !(body && tokens.LA(1) == NinLexer.LBRACE)) {
      parser.consume();
    }
  }
}
