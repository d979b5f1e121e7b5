package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** What a file may hold and in which order: imports first, and one network. */
record FileOrder(SourceFile file, Diagnostics diagnostics) {

  void check(NinParser.FileContext tree) {
    int first =
        tree.definition().stream().mapToInt(d -> d.getStart().getStartIndex()).min().orElse(-1);
    tree.importing().stream()
        .filter(i -> first >= 0 && i.getStart().getStartIndex() > first)
        .forEach(i -> late(i, tree.definition(0)));
    List<NinParser.DefinitionContext> networks =
        tree.definition().stream().filter(AstBuilder::isNetwork).toList();
    networks.stream().skip(1).limit(1).forEach(n -> second(n, networks.get(0)));
    networks.stream()
        .limit(1)
        .flatMap(n -> Optional.ofNullable(n.header().parameters()).stream())
        .flatMap(p -> p.parameter().stream())
        .filter(p -> p.exception == null && p.ident() != null && p.expression() == null)
        .forEach(this::withoutDefault);
  }

  private void late(NinParser.ImportingContext statement, NinParser.DefinitionContext first) {
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0009, word(statement), "An import does not come first.", "too late")
            .and(word(first), "this definition stands above it")
            .hint("Move `import` to the top of the file."));
  }

  private void second(NinParser.DefinitionContext network, NinParser.DefinitionContext first) {
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0007,
                word(network),
                "A file holds one network.",
                "a second one begins here")
            .and(word(first), "the first one")
            .hint("Move it to a file of its own."));
  }

  private void withoutDefault(NinParser.ParameterContext parameter) {
    String name = parameter.ident().getText();
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0118,
                Tokens.span(file, parameter),
                "The parameter `" + name + "` of the network has no default.",
                "a default is missing")
            .hint("Give it one, such as `" + name + " = 10`: only blocks can do without."));
  }

  private Span word(ParserRuleContext tree) {
    return Tokens.span(file, tree.getStart());
  }
}
