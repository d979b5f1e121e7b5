package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/**
 * Finds braces that are never closed by the indentation of the lines: what stands as far left as
 * the line that opens a body is no longer in it. Only where that explains all braces is it
 * believed.
 */
final class Indentation {

  /** A brace that opens, and how far its line is indented. */
  private record Open(Token brace, int indent) {}

  /** A brace that is missing in front of a token that begins a line. */
  private record Gap(Token brace, Token before) {}

  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Gap> gaps = new ArrayList<>();
  private int line;
  private int indent;
  private boolean broken;

  private Indentation() {}

  /**
   * The tokens with the braces that are missing, each of which is reported; the tokens as they are
   * where none is missing, or where it cannot be told which.
   */
  static CommonTokenStream close(
      SourceFile file, CommonTokenStream tokens, Diagnostics diagnostics) {
    List<Token> all = tokens.getTokens();
    if (count(all, NinLexer.LBRACE) <= count(all, NinLexer.RBRACE)) {
      return tokens;
    }
    Indentation indentation = new Indentation();
    all.stream()
        .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL && t.getType() != Token.EOF)
        .forEach(indentation::next);
    if (indentation.broken || indentation.gaps.isEmpty()) {
      return tokens;
    }
    indentation.gaps.forEach(gap -> diagnostics.add(diagnostic(file, gap)));
    CommonTokenStream closed = new CommonTokenStream(new ListTokenSource(indentation.closed(all)));
    closed.fill();
    return closed;
  }

  private static long count(List<Token> tokens, int type) {
    return tokens.stream().filter(t -> t.getType() == type).count();
  }

  private void next(Token token) {
    boolean closes = token.getType() == NinLexer.RBRACE;
    if (token.getLine() > line) {
      line = token.getLine();
      indent = token.getCharPositionInLine();
      leave(token, closes);
    }
    if (token.getType() == NinLexer.LBRACE) {
      open.push(new Open(token, indent));
    } else if (closes) {
      broken |= open.isEmpty();
      open.poll();
    }
  }

  /** A brace that closes stands below the line that opens; all else further to the right. */
  private void leave(Token token, boolean closes) {
    while (!open.isEmpty()
        && (closes ? indent < open.peek().indent : indent <= open.peek().indent)) {
      gaps.add(new Gap(open.pop().brace, token));
    }
  }

  private List<Token> closed(List<Token> all) {
    List<Token> closed = new ArrayList<>();
    int gap = 0;
    Token last = null;
    for (Token token : all) {
      while (gap < gaps.size() && gaps.get(gap).before == token) {
        closed.add(brace(last));
        gap++;
      }
      closed.add(token);
      last = token.getChannel() == Token.DEFAULT_CHANNEL ? token : last;
    }
    return closed;
  }

  /** A brace without characters, right behind what is there. */
  private static Token brace(Token last) {
    CommonToken brace = new CommonToken(last);
    brace.setType(NinLexer.RBRACE);
    brace.setText("}");
    brace.setStartIndex(last.getStopIndex() + 1);
    brace.setStopIndex(last.getStopIndex());
    return brace;
  }

  private static Diagnostic diagnostic(SourceFile file, Gap gap) {
    Span before = Tokens.span(file, gap.before);
    return Diagnostic.error(
            Code.NIN0006,
            Tokens.span(file, gap.brace),
            "A `{` is never closed.",
            "this one is open")
        .and(before, "indented as what stands outside")
        .hint("Add the missing `}` above line " + before.line() + ".");
  }
}
