package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Parameter;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** ANTLR's tree → files, bodies and layers. */
final class AstBuilder {

  private static final int COMMENTS = 2;

  private final SourceFile file;
  private final CommonTokenStream tokens;
  private final NameBuilder names;
  private final ExprBuilder exprs;
  private final OptionBuilder options;

  AstBuilder(SourceFile file, CommonTokenStream tokens, Diagnostics diagnostics) {
    this.file = file;
    this.tokens = tokens;
    this.names = new NameBuilder(file, diagnostics);
    this.exprs = new ExprBuilder(file, names);
    this.options = new OptionBuilder(file, names, exprs);
  }

  /** Empty where the frame, {@code network Name(…) { … }}, is broken. */
  Optional<NetFile> file(NinParser.FileContext tree) {
    NinParser.NetworkContext network = tree.network();
    boolean framed =
        network != null
            && network.exception == null
            && network.header().exception == null
            && network.body().exception == null;
    return framed ? Optional.of(network(network)) : Optional.empty();
  }

  private NetFile network(NinParser.NetworkContext tree) {
    NinParser.HeaderContext header = tree.header();
    List<Parameter> parameters =
        header.parameters() == null
            ? List.of()
            : header.parameters().parameter().stream()
                .map(p -> new Parameter(names.ident(p.ident()), exprs.expression(p.expression())))
                .toList();
    return new NetFile(
        file, doc(header), names.ident(header.ident()), parameters, body(tree.body()));
  }

  /** The {@code ///} lines right above the network. */
  private String doc(NinParser.HeaderContext header) {
    List<Token> hidden = tokens.getHiddenTokensToLeft(header.getStart().getTokenIndex(), COMMENTS);
    return hidden == null
        ? ""
        : hidden.stream()
            .filter(t -> t.getType() == NinLexer.DOC)
            .map(t -> t.getText().substring(3).strip())
            .collect(Collectors.joining("\n"));
  }

  private Body body(NinParser.BodyContext tree) {
    List<Item> items = new ArrayList<>();
    for (ParseTree child : tree.children) {
      if (child instanceof NinParser.ItemContext item) {
        items.add(item(item));
      } else if (child instanceof ErrorNode error && Tokens.isWritten(error.getSymbol())) {
        giveUp(items, Tokens.span(file, error.getSymbol()));
      }
    }
    Span span = Tokens.span(file, tree);
    if (!Tokens.isWritten(tree.RBRACE().getSymbol())) {
      items.add(new Item.Broken(new Span(file, span.end(), span.end())));
    }
    return new Body(items, span);
  }

  /** A text that is no statement; it may well be the rest of the one before it on the line. */
  private static void giveUp(List<Item> items, Span at) {
    int last = items.size() - 1;
    if (last >= 0) {
      Span before = items.get(last).span();
      if (at.file().line(before.end()) == at.line()) {
        items.set(last, new Item.Broken(before));
      }
    }
    items.add(new Item.Broken(at));
  }

  private Item item(NinParser.ItemContext tree) {
    if (tree.exception != null) {
      return new Item.Broken(Tokens.span(file, tree.getStart()));
    }
    if (tree.input() != null) {
      return new Item.Input(exprs.extent(tree.input().shape().extent()), Tokens.span(file, tree));
    }
    if (tree.labels() != null) {
      return new Item.Labels(labels(tree.labels()), Tokens.span(file, tree));
    }
    return tree.output() != null
        ? new Item.Output(names.path(tree.output().path()), Tokens.span(file, tree))
        : layer(tree.layer());
  }

  private Item.Labels.Source labels(NinParser.LabelsContext tree) {
    return tree.STRING() != null
        ? new Item.Labels.InFile(names.quoted(tree.STRING().getSymbol()))
        : new Item.Labels.Listed(tree.name().stream().map(names::text).toList());
  }

  private Layer layer(NinParser.LayerContext tree) {
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
    } else if (tree instanceof NinParser.FcContext k) {
      return new Layer.Fc(exprs.atom(k.filters().atom()));
    } else if (tree instanceof NinParser.MaxPoolContext k) {
      return new Layer.Pool(true, exprs.extent(k.window().extent()));
    } else if (tree instanceof NinParser.AvgPoolContext k) {
      return new Layer.Pool(false, exprs.extent(k.window().extent()));
    } else if (tree instanceof NinParser.DropoutContext k) {
      return new Layer.Dropout(exprs.atom(k.rate().atom()));
    } else if (tree instanceof NinParser.ActivateContext k) {
      return new Layer.Activate(options.activation(k.activation()));
    } else if (tree instanceof NinParser.ConcatContext k) {
      return new Layer.Branches(false, k.body().stream().map(this::body).toList());
    } else if (tree instanceof NinParser.AddContext k) {
      return new Layer.Branches(true, k.body().stream().map(this::body).toList());
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
}
