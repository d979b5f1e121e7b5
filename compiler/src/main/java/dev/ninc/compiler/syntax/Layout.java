package dev.ninc.compiler.syntax;

import dev.ninc.compiler.format.Doc;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * How a file should look: a statement is a row of words, in which anything in brackets is a list
 * and anything in braces a block of statements. What the statements mean does not matter here, so a
 * new one needs no new code.
 */
final class Layout {

  private static final int INDENT = 2;

  private static final Map<Integer, Integer> CLOSING =
      Map.of(
          NinLexer.LPAREN, NinLexer.RPAREN,
          NinLexer.LBRACKET, NinLexer.RBRACKET,
          NinLexer.LBRACE, NinLexer.RBRACE);

  /** A part of a statement: a word, or brackets with all that they hold. */
  private record Piece(Doc doc, TerminalNode first, TerminalNode last) {}

  /** Opening bracket, what stands between, closing bracket: children of one tree. */
  private record Brackets(
      ParseTree tree, TerminalNode opening, List<ParseTree> content, TerminalNode closing) {

    boolean are(int type) {
      return opening.getSymbol().getType() == type;
    }
  }

  private final Comments comments;

  private Layout(Comments comments) {
    this.comments = comments;
  }

  /** The layout of a file without syntax errors. */
  static Doc of(NinParser.FileContext file, Comments comments) {
    return new Layout(comments).file(file);
  }

  private Doc file(NinParser.FileContext file) {
    List<ParseTree> items = file.children.subList(0, file.getChildCount() - 1);
    return sequence(statements(items, file.EOF().getSymbol()), new Doc.Break(false));
  }

  /** Statements and the comments between them, each on its line, and empty lines as written. */
  private Doc statements(List<ParseTree> items, Token end) {
    List<Doc> lines = new ArrayList<>();
    boolean definition = false;
    for (ParseTree item : items) {
      Token first = Spacing.first(item).getSymbol();
      boolean apart = definition || isDefinition(item);
      boolean blank = linesAbove(first, apart && !comments.hasBlankAbove(first), lines);
      lines.add(lineBreak(lines, blank));
      lines.add(element(item));
      definition = isDefinition(item);
    }
    linesAbove(end, false, lines);
    return new Doc.Sequence(lines);
  }

  /**
   * Adds the comments above a statement.
   *
   * @param blank whether an empty line comes first in any case
   * @return whether one comes between them and the statement
   */
  private boolean linesAbove(Token token, boolean blank, List<Doc> lines) {
    boolean first = blank;
    for (Comments.Comment comment : comments.above(token)) {
      lines.add(lineBreak(lines, first || comment.afterBlank()));
      lines.add(new Doc.Text(comment.text()));
      first = false;
    }
    return first || comments.isAfterBlank(token);
  }

  /** No empty line stands at the beginning of a file or of a block. */
  private static Doc lineBreak(List<Doc> lines, boolean blank) {
    return new Doc.Break(blank && !lines.isEmpty());
  }

  /** Definitions are separated from each other and from the imports. */
  private static boolean isDefinition(ParseTree tree) {
    return tree instanceof NinParser.DefinitionContext;
  }

  /** A statement, or what stands between two commas. Comments above it are its caller's. */
  private Doc element(ParseTree tree) {
    List<Piece> pieces = new ArrayList<>();
    collect(tree, pieces);
    List<Doc> rest = new ArrayList<>();
    for (int i = 1; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      rest.add(Spacing.between(pieces.get(i - 1).last(), piece.first()));
      rest.add(above(piece.first()));
      rest.add(piece.doc());
    }
    return sequence(pieces.get(0).doc(), new Doc.Hang(new Doc.Sequence(rest)));
  }

  private void collect(ParseTree tree, List<Piece> pieces) {
    if (tree instanceof TerminalNode word) {
      pieces.add(new Piece(word(word), word, word));
      return;
    }
    List<ParseTree> children = ((ParserRuleContext) tree).children;
    for (int i = 0; i < children.size(); i++) {
      Optional<Brackets> brackets = brackets(tree, children, i);
      if (brackets.isPresent()) {
        pieces.add(piece(brackets.get()));
        i = children.indexOf(brackets.get().closing());
      } else {
        collect(children.get(i), pieces);
      }
    }
  }

  private static Optional<Brackets> brackets(ParseTree tree, List<ParseTree> children, int at) {
    if (!(children.get(at) instanceof TerminalNode opening)) {
      return Optional.empty();
    }
    Integer closing = CLOSING.get(opening.getSymbol().getType());
    for (int i = at + 1; closing != null && i < children.size(); i++) {
      if (children.get(i) instanceof TerminalNode node && node.getSymbol().getType() == closing) {
        return Optional.of(new Brackets(tree, opening, children.subList(at + 1, i), node));
      }
    }
    return Optional.empty();
  }

  private Piece piece(Brackets brackets) {
    Doc doc;
    if (brackets.are(NinLexer.LBRACE)) {
      doc = braces(brackets);
    } else if (brackets.are(NinLexer.LBRACKET) || Spacing.isArguments(brackets.tree())) {
      doc = list(brackets);
    } else {
      doc = parentheses(brackets);
    }
    return new Piece(doc, brackets.opening(), brackets.closing());
  }

  /** Parentheses around one expression. */
  private Doc parentheses(Brackets brackets) {
    List<Doc> parts = new ArrayList<>(List.of(word(brackets.opening())));
    for (ParseTree content : brackets.content()) {
      parts.add(above(Spacing.first(content)));
      parts.add(element(content));
    }
    parts.add(above(brackets.closing()));
    parts.add(word(brackets.closing()));
    return new Doc.Sequence(parts);
  }

  /** On one line, or each element on its own; labels, of which there may be many, fill lines. */
  private Doc list(Brackets brackets) {
    Doc separator =
        brackets.tree() instanceof NinParser.LabelsContext ? new Doc.Wrap() : new Doc.Line(" ");
    List<Doc> elements = new ArrayList<>(List.of(new Doc.Line("")));
    for (ParseTree child : brackets.content()) {
      elements.add(above(Spacing.first(child)));
      if (child instanceof TerminalNode comma && comma.getSymbol().getType() == NinLexer.COMMA) {
        elements.add(word(comma));
        elements.add(separator);
      } else {
        elements.add(element(child));
      }
    }
    elements.add(above(brackets.closing()));
    Doc content =
        brackets.content().isEmpty() && !hasComments(brackets)
            ? sequence(word(brackets.opening()), word(brackets.closing()))
            : sequence(
                word(brackets.opening()),
                new Doc.Indent(INDENT, new Doc.Sequence(elements)),
                new Doc.Line(""),
                word(brackets.closing()));
    return new Doc.Group(new Doc.Indent(0, content), hasComments(brackets), false);
  }

  private Doc braces(Brackets brackets) {
    Token end = brackets.closing().getSymbol();
    if (isShort(brackets)) {
      Doc statement = element(brackets.content().get(0));
      Doc content =
          sequence(
              word(brackets.opening()),
              new Doc.Indent(INDENT, sequence(new Doc.Line(" "), statement)),
              new Doc.Line(" "),
              word(brackets.closing()));
      return new Doc.Group(new Doc.Indent(0, content), false, true);
    }
    boolean empty = brackets.content().isEmpty() && !hasComments(brackets);
    Doc content =
        sequence(
            word(brackets.opening()),
            new Doc.Indent(INDENT, statements(brackets.content(), end)),
            empty ? new Doc.Text("") : new Doc.Break(false),
            word(brackets.closing()));
    return new Doc.Indent(0, content);
  }

  /**
   * Braces that were written on one line, not a network's, with one statement that holds no other.
   */
  private boolean isShort(Brackets brackets) {
    Token first = brackets.opening().getSymbol();
    Token last = brackets.closing().getSymbol();
    return !isNetwork(brackets.tree().getParent())
        && brackets.content().size() == 1
        && Spacing.last(brackets.content().get(0)).getSymbol().getType() != NinLexer.RBRACE
        && first.getLine() == last.getLine()
        && !hasComments(brackets);
  }

  private static boolean isNetwork(ParseTree tree) {
    return isDefinition(tree) && Spacing.first(tree).getSymbol().getType() == NinLexer.NETWORK;
  }

  private boolean hasComments(Brackets brackets) {
    return comments.anyBetween(brackets.opening().getSymbol(), brackets.closing().getSymbol());
  }

  private Doc word(TerminalNode node) {
    Token token = node.getSymbol();
    Doc text = new Doc.Text(Formatter.canonical(token));
    return comments
        .behind(token)
        .map(c -> sequence(text, new Doc.Comment(c.text(), false)))
        .orElse(text);
  }

  private Doc above(TerminalNode node) {
    return new Doc.Sequence(
        comments.above(node.getSymbol()).stream()
            .<Doc>map(c -> new Doc.Comment(c.text(), true))
            .toList());
  }

  private static Doc sequence(Doc... parts) {
    return new Doc.Sequence(List.of(parts));
  }
}
