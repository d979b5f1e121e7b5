package dev.ninc.compiler.syntax;

import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinParser;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** Names: without quotes and escapes, and only such as may stand in paths. */
final class NameBuilder {

  private static final int LONGEST = 100;

  private final SourceFile file;
  private final Diagnostics diagnostics;

  NameBuilder(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  Name ident(NinParser.IdentContext tree) {
    return checked(new Name(tree.getText(), Tokens.span(file, tree)));
  }

  /** The name of a block: calls must be able to begin with it. */
  Name block(NinParser.IdentContext tree) {
    Name name = ident(tree);
    if (!Tokens.CALLEES.contains(tree.getStart().getType())) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0008,
                  name.span(),
                  "A block cannot be called `" + name + "`.",
                  "this word begins a statement or an option")
              .hint("Choose a name that is no layer, statement or option."));
    }
    return name;
  }

  Name word(Token token) {
    return checked(new Name(token.getText(), Tokens.span(file, token)));
  }

  /** A name and its colon: the span is the name's alone. */
  Name label(Token token) {
    String text = token.getText().substring(0, token.getText().length() - 1).stripTrailing();
    Span span = new Span(file, token.getStartIndex(), token.getStartIndex() + text.length());
    return checked(new Name(text.startsWith("\"") ? unquoted(text) : text, span));
  }

  /** A dotted path, as one name. */
  Name path(NinParser.PathContext tree) {
    String text =
        tree.children.stream()
            .map(c -> c instanceof NinParser.NameContext n ? text(n).text() : c.getText())
            .collect(Collectors.joining());
    return new Name(text, Tokens.span(file, tree));
  }

  /** A word or a text in quotes: a label, which may hold anything. */
  Name text(NinParser.NameContext tree) {
    return tree.STRING() != null
        ? quoted(tree.STRING().getSymbol())
        : new Name(tree.getText(), Tokens.span(file, tree));
  }

  Name quoted(Token token) {
    return new Name(unquoted(token.getText()), Tokens.span(file, token));
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private Name checked(Name name) {
    String text = name.text();
    String wrong = "";
    if (text.isBlank()) {
      wrong = "A name is empty.";
    } else if (text.length() > LONGEST) {
      wrong = "A name has " + text.length() + " characters, more than " + LONGEST + ".";
    } else if (text.indexOf(':') >= 0) {
      wrong = "A name holds a colon, which names the parts of a layer.";
    } else if (text.codePoints().anyMatch(NameBuilder::unprintable)) {
      wrong = "A name holds a character that cannot be seen.";
    }
    if (!wrong.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(Code.NIN0008, name.span(), wrong, "not a usable name")
              .hint("Choose a name of visible characters without a colon."));
    }
    return name;
  }

  private static boolean unprintable(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
