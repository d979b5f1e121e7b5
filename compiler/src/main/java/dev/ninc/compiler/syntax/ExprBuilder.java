package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Extent;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Numbers, sizes and arithmetic. */
final class ExprBuilder {

  private final SourceFile file;
  private final NameBuilder names;

  ExprBuilder(SourceFile file, NameBuilder names) {
    this.file = file;
    this.names = names;
  }

  Extent extent(NinParser.ExtentContext tree) {
    Span span = Tokens.span(file, tree);
    return tree.EXTENT() != null
        ? new Extent(literals(tree.EXTENT().getSymbol()), span)
        : new Extent(tree.atom().stream().map(this::atom).toList(), span);
  }

  /** {@code 3x32x32} is one token: each number gets the span of its digits. */
  private List<Expr> literals(Token token) {
    List<Expr> numbers = new ArrayList<>();
    int start = token.getStartIndex();
    for (String digits : token.getText().split("x")) {
      numbers.add(new Expr.Number(digits, new Span(file, start, start + digits.length())));
      start += digits.length() + 1;
    }
    return numbers;
  }

  /** As an extent, but it may not begin with the word {@code shorter}. */
  Extent size(NinParser.SizeContext tree) {
    Span span = Tokens.span(file, tree);
    if (tree.EXTENT() != null) {
      return new Extent(literals(tree.EXTENT().getSymbol()), span);
    }
    List<Expr> sizes = new ArrayList<>(List.of(part(tree.part())));
    tree.atom().forEach(a -> sizes.add(atom(a)));
    return new Extent(sizes, span);
  }

  Expr atom(NinParser.AtomContext tree) {
    return tree.part() != null
        ? part(tree.part())
        : new Expr.Reference(names.word(tree.getStart()));
  }

  private Expr part(NinParser.PartContext tree) {
    if (tree.expression() != null) {
      return expression(tree.expression());
    } else if (tree.NAME() != null || tree.soft() != null) {
      return new Expr.Reference(names.word(tree.getStart()));
    }
    return number(tree.INT() != null ? tree.INT() : tree.FLOAT());
  }

  Expr expression(NinParser.ExpressionContext tree) {
    Expr sum = product(tree.product(0));
    for (int i = 1; i < tree.product().size(); i++) {
      sum = binary(tree.getChild(2 * i - 1).getText(), sum, product(tree.product(i)));
    }
    return sum;
  }

  private Expr product(NinParser.ProductContext tree) {
    Expr product = factor(tree.factor(0));
    for (int i = 1; i < tree.factor().size(); i++) {
      product = binary(tree.getChild(2 * i - 1).getText(), product, factor(tree.factor(i)));
    }
    return product;
  }

  private Expr factor(NinParser.FactorContext tree) {
    if (tree.getStart().getType() == NinLexer.MINUS) {
      return new Expr.Negation(factor(tree.factor()), Tokens.span(file, tree));
    } else if (tree.expression() != null) {
      return expression(tree.expression());
    } else if (tree.ident() != null) {
      return new Expr.Reference(names.ident(tree.ident()));
    }
    return number(tree.INT() != null ? tree.INT() : tree.FLOAT());
  }

  private Expr number(TerminalNode node) {
    return new Expr.Number(node.getText(), Tokens.span(file, node.getSymbol()));
  }

  private static Expr binary(String sign, Expr left, Expr right) {
    Expr.Operator operator =
        switch (sign) {
          case "+" -> Expr.Operator.PLUS;
          case "-" -> Expr.Operator.MINUS;
          case "*" -> Expr.Operator.TIMES;
          case "/" -> Expr.Operator.OVER;
          default -> throw new CompilerBug("an operator without a case: " + sign);
        };
    return new Expr.Binary(operator, left, right, left.span().to(right.span()));
  }
}
