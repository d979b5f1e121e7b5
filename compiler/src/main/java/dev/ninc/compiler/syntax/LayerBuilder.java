package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Argument;
import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/** Layers, calls and repetitions. */
final class LayerBuilder {

  private final SourceFile file;
  private final NameBuilder names;
  private final ExprBuilder exprs;
  private final OptionBuilder options;
  private final Function<NinParser.BodyContext, Body> bodies;
  private final Diagnostics diagnostics;

  LayerBuilder(
      SourceFile file,
      NameBuilder names,
      ExprBuilder exprs,
      Function<NinParser.BodyContext, Body> bodies,
      Diagnostics diagnostics) {
    this.file = file;
    this.names = names;
    this.exprs = exprs;
    this.options = new OptionBuilder(file, names, exprs);
    this.bodies = bodies;
    this.diagnostics = diagnostics;
  }

  Layer layer(NinParser.LayerContext tree) {
    Optional<Name> name = Optional.ofNullable(tree.LABEL()).map(l -> names.label(l.getSymbol()));
    Token keyword = tree.kind().getStart();
    return new Layer(
        name,
        new Name(keyword.getText(), Tokens.span(file, keyword)),
        kind(tree.kind()),
        tree.option().stream().map(options::option).toList(),
        Tokens.span(file, tree));
  }

  private Layer.Kind kind(NinParser.KindContext tree) {
    if (tree instanceof NinParser.MlpconvContext k) {
      return new Layer.Mlpconv(
          exprs.extent(k.window().extent()), k.stages().stage().stream().map(this::stage).toList());
    } else if (tree instanceof NinParser.ConvContext k) {
      return new Layer.Conv(exprs.extent(k.window().extent()), exprs.atom(k.filters().atom()));
    } else if (tree instanceof NinParser.CccpContext k) {
      return new Layer.Cccp(exprs.atom(k.filters().atom()));
    } else if (tree instanceof NinParser.DepthwiseContext k) {
      return new Layer.Depthwise(exprs.extent(k.window().extent()));
    } else if (tree instanceof NinParser.FcContext k) {
      return new Layer.Fc(exprs.atom(k.filters().atom()));
    } else if (tree instanceof NinParser.MaxPoolContext k) {
      return new Layer.Pool(true, exprs.extent(k.window().extent()));
    } else if (tree instanceof NinParser.AvgPoolContext k) {
      return new Layer.Pool(false, exprs.extent(k.window().extent()));
    } else if (tree instanceof NinParser.DropoutContext k) {
      return new Layer.Dropout(exprs.atom(k.rate().atom()));
    } else if (tree instanceof NinParser.LrnContext k) {
      return new Layer.Lrn(exprs.atom(k.span().atom()));
    } else if (tree instanceof NinParser.ActivateContext k) {
      return new Layer.Activate(options.activation(k.activation()));
    }
    return withBodies(tree);
  }

  private Layer.Kind withBodies(NinParser.KindContext tree) {
    if (tree instanceof NinParser.ConcatContext k) {
      return new Layer.Branches(false, k.body().stream().map(bodies).toList());
    } else if (tree instanceof NinParser.AddContext k) {
      return new Layer.Branches(true, k.body().stream().map(bodies).toList());
    } else if (tree instanceof NinParser.RepeatContext k) {
      return new Layer.Repeat(exprs.atom(k.count().atom()), bodies.apply(k.body()));
    } else if (tree instanceof NinParser.CallContext k) {
      return new Layer.Call(
          names.word(k.callee().getStart()),
          k.arguments().argument().stream().map(this::argument).toList());
    }
    return plain(tree);
  }

  private static Layer.Plain plain(NinParser.KindContext tree) {
    return switch (tree.getStart().getType()) {
      case NinLexer.GAP -> Layer.Plain.GAP;
      case NinLexer.BATCHNORM -> Layer.Plain.BATCHNORM;
      case NinLexer.SOFTMAX -> Layer.Plain.SOFTMAX;
      case NinLexer.IDENTITY -> Layer.Plain.IDENTITY;
      default -> throw new CompilerBug("a layer without a case: " + tree.getText());
    };
  }

  private Layer.Stage stage(NinParser.StageContext tree) {
    return new Layer.Stage(
        Optional.ofNullable(tree.LABEL()).map(l -> names.label(l.getSymbol())),
        exprs.expression(tree.expression()),
        Tokens.span(file, tree));
  }

  private Argument argument(NinParser.ArgumentContext tree) {
    Expr first = exprs.expression(tree.expression(0));
    Span span = Tokens.span(file, tree);
    if (tree.EQUALS() == null) {
      return new Argument(Optional.empty(), first, span);
    }
    Expr value = exprs.expression(tree.expression(1));
    if (first instanceof Expr.Reference reference) {
      return new Argument(Optional.of(reference.name()), value, span);
    }
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0001,
                first.span(),
                "Expected the name of a parameter in front of `=`.",
                "not a name")
            .hint("Write it as in `fire(squeeze = 16)`, or leave out the name and `=`."));
    return new Argument(Optional.empty(), value, span);
  }
}
