package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Import;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Parameter;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** ANTLR's tree → files, definitions and bodies. */
final class AstBuilder {

  private static final int COMMENTS = 2;

  private final SourceFile file;
  private final CommonTokenStream tokens;
  private final FileOrder order;
  private final NameBuilder names;
  private final ExprBuilder exprs;
  private final LayerBuilder layers;
  private final PreprocessBuilder preprocessing;

  AstBuilder(SourceFile file, CommonTokenStream tokens, Diagnostics diagnostics) {
    this.file = file;
    this.tokens = tokens;
    this.order = new FileOrder(file, diagnostics);
    this.names = new NameBuilder(file, diagnostics);
    this.exprs = new ExprBuilder(file, names);
    this.layers = new LayerBuilder(file, names, exprs, this::body, diagnostics);
    this.preprocessing = new PreprocessBuilder(file, names, exprs);
  }

  /**
   * Definitions whose frame, {@code network Name(…) { … }}, cannot be read are left out.
   *
   * @param broken whether the text between the definitions has mistakes
   */
  NetFile file(NinParser.FileContext tree, boolean broken) {
    order.check(tree);
    List<Import> imports = new ArrayList<>();
    for (NinParser.ImportingContext statement : tree.importing()) {
      if (isWhole(statement)) {
        imports.add(
            new Import(names.quoted(statement.STRING().getSymbol()), Tokens.span(file, statement)));
      }
    }
    List<NinParser.DefinitionContext> whole =
        tree.definition().stream().filter(AstBuilder::isFramed).toList();
    List<Definition> blocks =
        whole.stream().filter(d -> !isNetwork(d)).map(this::definition).toList();
    Optional<Definition> network =
        whole.stream().filter(AstBuilder::isNetwork).findFirst().map(this::definition);
    boolean lost =
        imports.size() < tree.importing().size() || whole.size() < tree.definition().size();
    return new NetFile(file, imports, blocks, network, broken || lost);
  }

  private static boolean isFramed(NinParser.DefinitionContext tree) {
    return isWhole(tree)
        && isWhole(tree.header())
        && isWhole(tree.body())
        && !(isNetwork(tree) && lacksDefault(tree.header()));
  }

  private static boolean isWhole(ParserRuleContext tree) {
    return tree != null && tree.exception == null;
  }

  static boolean isNetwork(NinParser.DefinitionContext tree) {
    return tree.getStart().getType() == NinLexer.NETWORK;
  }

  private static boolean lacksDefault(NinParser.HeaderContext header) {
    return header.parameters() != null
        && header.parameters().parameter().stream().anyMatch(p -> p.expression() == null);
  }

  private Definition definition(NinParser.DefinitionContext tree) {
    NinParser.HeaderContext header = tree.header();
    List<Parameter> parameters =
        header.parameters() == null
            ? List.of()
            : header.parameters().parameter().stream().map(this::parameter).toList();
    return new Definition(
        doc(header),
        isNetwork(tree) ? names.ident(header.ident()) : names.block(header.ident()),
        parameters,
        body(tree.body()));
  }

  private Parameter parameter(NinParser.ParameterContext tree) {
    return new Parameter(
        names.ident(tree.ident()), Optional.ofNullable(tree.expression()).map(exprs::expression));
  }

  /** The {@code ///} lines right above a definition. */
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
    } else if (tree.labels() != null) {
      return new Item.Labels(labels(tree.labels()), Tokens.span(file, tree));
    } else if (tree.output() != null) {
      return new Item.Output(names.path(tree.output().path()), Tokens.span(file, tree));
    } else if (tree.preprocess() != null) {
      return preprocessing.preprocess(tree.preprocess());
    }
    return layers.layer(tree.layer());
  }

  private Item.Labels.Source labels(NinParser.LabelsContext tree) {
    return tree.STRING() != null
        ? new Item.Labels.InFile(names.quoted(tree.STRING().getSymbol()))
        : new Item.Labels.Listed(tree.name().stream().map(names::text).toList());
  }
}
