package dev.ninc.compiler.syntax;

import dev.ninc.grammar.NinLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Where definitions and imports begin, seen from the tokens alone: they end whatever is open. */
final class Definitions {

  private Definitions() {}

  /** Whether {@code network Name {}, {@code block name(}, … or {@code import "…"} begins here. */
  static boolean begins(TokenStream tokens) {
    return begin(tokens.LA(1), tokens.LA(2), tokens.LA(3));
  }

  private static boolean begin(int first, int second, int third) {
    return switch (first) {
      case NinLexer.IMPORT -> second == NinLexer.STRING;
      case NinLexer.NETWORK, NinLexer.BLOCK ->
          isName(second) && (third == NinLexer.LPAREN || third == NinLexer.LBRACE);
      default -> false;
    };
  }

  /** Whether something like a header begins here, whose first word is misspelt or missing. */
  static boolean resembleHeader(TokenStream tokens) {
    int first = tokens.LA(1);
    int second = tokens.LA(2);
    int third = tokens.LA(3);
    return first == NinLexer.LBRACE
        || first == NinLexer.NAME
            && (second == NinLexer.LBRACE
                || isName(second) && (third == NinLexer.LPAREN || third == NinLexer.LBRACE));
  }

  /**
   * Whether the definition that begins here stands inside another one, rather than below one whose
   * brace is missing: then something of the other one follows behind it and its neighbours.
   */
  static boolean isNested(TokenStream tokens) {
    int behind = tokens.LT(1).getTokenIndex();
    do {
      behind = behind(tokens, behind);
    } while (begins(tokens, behind));
    return type(tokens, behind) != Token.EOF;
  }

  private static boolean begins(TokenStream tokens, int at) {
    int second = next(tokens, at);
    int third = next(tokens, second);
    return begin(type(tokens, at), type(tokens, second), type(tokens, third));
  }

  /** The index of the first token behind the definition that begins here. */
  static int behind(TokenStream tokens) {
    return behind(tokens, tokens.LT(1).getTokenIndex());
  }

  private static int behind(TokenStream tokens, int from) {
    int at = from;
    if (type(tokens, at) == NinLexer.IMPORT) {
      return next(tokens, next(tokens, at));
    }
    int braces = 0;
    while (type(tokens, at) != Token.EOF) {
      int type = type(tokens, at);
      at = next(tokens, at);
      braces += type == NinLexer.LBRACE ? 1 : type == NinLexer.RBRACE ? -1 : 0;
      if (type == NinLexer.RBRACE && braces <= 0) {
        break;
      }
    }
    return at;
  }

  /** The blocks of a file, each with the names of those parameters that a call must give. */
  static Map<String, List<String>> blocks(TokenStream tokens) {
    Map<String, List<String>> blocks = new HashMap<>();
    for (int at = 0; type(tokens, at) != Token.EOF; at = next(tokens, at)) {
      int name = next(tokens, at);
      if (type(tokens, at) == NinLexer.BLOCK && isName(type(tokens, name))) {
        List<String> needed =
            list(tokens, next(tokens, name)).stream()
                .filter(p -> type(tokens, next(tokens, p)) != NinLexer.EQUALS)
                .map(p -> tokens.get(p).getText())
                .toList();
        blocks.put(tokens.get(name).getText(), needed);
      }
    }
    return blocks;
  }

  /** The names of the parameters of all definitions of a file. */
  static Set<String> parameters(TokenStream tokens) {
    Set<String> names = new HashSet<>();
    for (int at = 0; type(tokens, at) != Token.EOF; at = next(tokens, at)) {
      int type = type(tokens, at);
      int name = next(tokens, at);
      if ((type == NinLexer.NETWORK || type == NinLexer.BLOCK) && isName(type(tokens, name))) {
        list(tokens, next(tokens, name)).forEach(p -> names.add(tokens.get(p).getText()));
      }
    }
    return names;
  }

  /** Where the parameters stand in the list that opens here, if one does. */
  private static List<Integer> list(TokenStream tokens, int opening) {
    List<Integer> names = new ArrayList<>();
    int depth = 0;
    int at = opening;
    do {
      int type = type(tokens, at);
      depth += type == NinLexer.LPAREN ? 1 : type == NinLexer.RPAREN ? -1 : 0;
      if (depth == 0 || type == NinLexer.LBRACE || type == Token.EOF) {
        return names;
      }
      boolean first = depth == 1 && (type == NinLexer.LPAREN || type == NinLexer.COMMA);
      at = next(tokens, at);
      if (first && isName(type(tokens, at))) {
        names.add(at);
      }
    } while (true);
  }

  /** The tokens are addressed by index: to look far ahead by offset takes quadratic time. */
  private static int next(TokenStream tokens, int at) {
    int next = at;
    do {
      next = Math.min(next + 1, tokens.size() - 1);
    } while (tokens.get(next).getChannel() != Token.DEFAULT_CHANNEL);
    return next;
  }

  private static int type(TokenStream tokens, int at) {
    return tokens.get(at).getType();
  }

  private static boolean isName(int type) {
    return type == NinLexer.NAME || Tokens.isKeyword(type);
  }
}
