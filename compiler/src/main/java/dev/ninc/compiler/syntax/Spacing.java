package dev.ninc.compiler.syntax;

import dev.ninc.compiler.format.Doc;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** What stands between two words of a statement. */
final class Spacing {

  private static final Doc NOTHING = new Doc.Text("");
  private static final Doc SPACE = new Doc.Space();
  private static final Doc WRAP = new Doc.Wrap();

  private static final Set<Integer> LITERALS = Set.of(NinLexer.INT, NinLexer.FLOAT);

  private Spacing() {}

  static Doc between(TerminalNode left, TerminalNode right) {
    if (type(left) == NinLexer.DOT || type(right) == NinLexer.DOT) {
      return isDecimal(left, right) ? SPACE : NOTHING;
    } else if (isSign(left) || isCall(right) || isFraction(left) || isFraction(right)) {
      return NOTHING;
    }
    return isOperator(right) || beginsOption(right) ? WRAP : SPACE;
  }

  private static int type(TerminalNode node) {
    return node.getSymbol().getType();
  }

  /** {@code a.0 .1}: without the space, {@code 0.1} would be a number. */
  private static boolean isDecimal(TerminalNode left, TerminalNode right) {
    if (type(right) != NinLexer.DOT || type(left) != NinLexer.INT) {
      return false;
    }
    ParseTree path = right.getParent();
    List<ParseTree> parts = ((ParserRuleContext) path).children;
    return type(first(parts.get(parts.indexOf(right) + 1))) == NinLexer.INT;
  }

  /** The minus in {@code -k}. */
  private static boolean isSign(TerminalNode node) {
    return type(node) == NinLexer.MINUS && node.getParent() instanceof NinParser.FactorContext;
  }

  /** The parenthesis that belongs to the word in front of it. */
  private static boolean isCall(TerminalNode node) {
    return type(node) == NinLexer.LPAREN
        && (isArguments(node.getParent())
            || node.getParent() instanceof NinParser.ActivationContext
            || node.getParent() instanceof NinParser.UnknownContext);
  }

  /** Whether a tree is a list in parentheses. */
  static boolean isArguments(ParseTree tree) {
    return tree instanceof NinParser.ParametersContext
        || tree instanceof NinParser.ArgumentsContext;
  }

  /** The slash in {@code 1/255}, which reads as one number. */
  private static boolean isFraction(TerminalNode node) {
    return type(node) == NinLexer.OVER
        && node.getParent() instanceof NinParser.ProductContext product
        && product.factor().size() == 2
        && product.factor().stream().allMatch(Spacing::isLiteral);
  }

  private static boolean isLiteral(NinParser.FactorContext factor) {
    return factor.getChildCount() == 1 && LITERALS.contains(factor.getStart().getType());
  }

  private static boolean isOperator(TerminalNode node) {
    boolean arithmetic =
        node.getParent() instanceof NinParser.ExpressionContext
            || node.getParent() instanceof NinParser.ProductContext;
    return arithmetic && type(node) != NinLexer.EQUALS;
  }

  private static boolean beginsOption(TerminalNode node) {
    Token token = node.getSymbol();
    for (ParseTree tree = node.getParent(); tree != null; tree = tree.getParent()) {
      if (((ParserRuleContext) tree).getStart() != token) {
        return false;
      } else if (tree instanceof NinParser.OptionContext) {
        return true;
      }
    }
    return false;
  }

  /** The first word of a tree that has one. */
  static TerminalNode first(ParseTree tree) {
    ParseTree at = tree;
    while (!(at instanceof TerminalNode)) {
      at = at.getChild(0);
    }
    return (TerminalNode) at;
  }

  /** The last word of a tree that has one. */
  static TerminalNode last(ParseTree tree) {
    ParseTree at = tree;
    while (!(at instanceof TerminalNode)) {
      at = at.getChild(at.getChildCount() - 1);
    }
    return (TerminalNode) at;
  }
}
