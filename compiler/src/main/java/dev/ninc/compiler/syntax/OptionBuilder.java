package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Function;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Options and activations. */
final class OptionBuilder {

  private final SourceFile file;
  private final NameBuilder names;
  private final ExprBuilder exprs;

  OptionBuilder(SourceFile file, NameBuilder names, ExprBuilder exprs) {
    this.file = file;
    this.names = names;
    this.exprs = exprs;
  }

  Option option(NinParser.OptionContext tree) {
    Name keyword = names.word(tree.getStart());
    Span span = Tokens.span(file, tree);
    if (tree instanceof NinParser.PadContext o) {
      return pad(keyword, o.padding(), span);
    } else if (tree instanceof NinParser.StrideContext o) {
      return new Option.Stride(keyword, exprs.extent(o.step().extent()), span);
    } else if (tree instanceof NinParser.DilateContext o) {
      return new Option.Dilate(keyword, exprs.extent(o.step().extent()), span);
    } else if (tree instanceof NinParser.GroupContext o) {
      return new Option.Group(keyword, exprs.atom(o.groups().atom()), span);
    } else if (tree instanceof NinParser.ActContext o) {
      return new Option.Act(keyword, function(o.function()), span);
    }
    return constant(tree)
        .<Option>map(c -> new Option.Constant(keyword, exprs.atom(c.atom()), span))
        .orElseGet(() -> new Option.Flag(flag(tree.getStart()), keyword, span));
  }

  private static Optional<NinParser.ConstantContext> constant(NinParser.OptionContext tree) {
    if (tree instanceof NinParser.AlphaContext o) {
      return Optional.of(o.constant());
    } else if (tree instanceof NinParser.BetaContext o) {
      return Optional.of(o.constant());
    }
    return tree instanceof NinParser.BiasContext o ? Optional.of(o.constant()) : Optional.empty();
  }

  private static Option.Kind flag(Token token) {
    return switch (token.getType()) {
      case NinLexer.NOBIAS -> Option.Kind.NOBIAS;
      case NinLexer.NORM -> Option.Kind.NORM;
      case NinLexer.FLOOR -> Option.Kind.FLOOR;
      case NinLexer.INSIDE -> Option.Kind.INSIDE;
      default -> throw new CompilerBug("an option without a case: " + token.getText());
    };
  }

  private Option pad(Name keyword, NinParser.PaddingContext tree, Span span) {
    if (tree.extent() != null) {
      return new Option.Pad(keyword, exprs.extent(tree.extent()), span);
    }
    return tree.SAME() != null
        ? new Option.PadSame(keyword, span)
        : new Option.PadSides(
            keyword, tree.expression().stream().map(exprs::expression).toList(), span);
  }

  private Function function(NinParser.FunctionContext tree) {
    if (tree.activation() != null) {
      return activation(tree.activation());
    }
    Optional<NinParser.ExpressionContext> argument =
        Optional.ofNullable(tree.unknown()).map(NinParser.UnknownContext::expression);
    return new Function(names.word(tree.getStart()), argument.map(exprs::expression));
  }

  Function activation(NinParser.ActivationContext tree) {
    return new Function(
        names.word(tree.getStart()), Optional.ofNullable(tree.expression()).map(exprs::expression));
  }
}
