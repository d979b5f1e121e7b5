package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.Preprocess;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;

/** {@code preprocess { … }}. */
record PreprocessBuilder(SourceFile file, NameBuilder names, ExprBuilder exprs) {

  Preprocess preprocess(NinParser.PreprocessContext tree) {
    Token keyword = tree.getStart();
    List<Preprocess.Step> steps = new ArrayList<>();
    boolean broken = tree.children.stream().anyMatch(ErrorNode.class::isInstance);
    for (NinParser.PreparationContext step : tree.preparation()) {
      if (step.exception == null) {
        steps.add(step(step));
      } else {
        broken = true;
      }
    }
    return new Preprocess(
        new Name(keyword.getText(), Tokens.span(file, keyword)),
        steps,
        broken,
        Tokens.span(file, tree));
  }

  private Preprocess.Step step(NinParser.PreparationContext tree) {
    Name keyword = names.word(tree.getStart());
    Span span = Tokens.span(file, tree);
    if (tree instanceof NinParser.ResizeContext s) {
      return s.side() == null
          ? new Preprocess.Resize(keyword, exprs.size(s.size()), span)
          : new Preprocess.ResizeShorter(keyword, exprs.atom(s.side().atom()), span);
    } else if (tree instanceof NinParser.CropContext s) {
      return new Preprocess.Crop(keyword, exprs.size(s.size()), span);
    } else if (tree instanceof NinParser.OrderContext s) {
      Name order = new Name(s.colours().getText(), Tokens.span(file, s.colours()));
      return new Preprocess.Order(keyword, order, span);
    } else if (tree instanceof NinParser.ScaleContext s) {
      return new Preprocess.Scale(keyword, exprs.expression(s.expression()), span);
    } else if (tree instanceof NinParser.BackgroundContext s) {
      return numbers(keyword, Preprocess.Kind.BACKGROUND, s.numbers(), span);
    } else if (tree instanceof NinParser.MeanContext s) {
      return numbers(keyword, Preprocess.Kind.MEAN, s.numbers(), span);
    } else if (tree instanceof NinParser.StdContext s) {
      return numbers(keyword, Preprocess.Kind.STD, s.numbers(), span);
    }
    throw new CompilerBug("a step without a case: " + tree.getText());
  }

  private Preprocess.Numbers numbers(
      Name keyword, Preprocess.Kind kind, NinParser.NumbersContext tree, Span span) {
    List<Expr> values = tree.expression().stream().map(exprs::expression).toList();
    boolean list = tree.getStart().getType() == NinLexer.LBRACKET;
    return new Preprocess.Numbers(keyword, kind, values, list, span);
  }
}
