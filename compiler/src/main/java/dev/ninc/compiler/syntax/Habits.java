package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.ForeignWords;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Advice for the words and signs of programming languages and of other tools for networks. */
record Habits(Recovery.Failure failure) {

  private static final Set<Integer> VALUES =
      Set.of(NinLexer.INT, NinLexer.FLOAT, NinLexer.NAME, NinLexer.EXTENT);

  private static final Set<Integer> JOINTS = Set.of(NinLexer.MINUS, NinLexer.DOT);

  private static final Set<Integer> CLOSING = Set.of(NinLexer.RPAREN, NinLexer.RBRACKET);

  private static final Pattern SIGN = Pattern.compile("[^A-Za-z0-9_]+");

  /** For a word that is neither a layer nor an option. */
  Optional<String> word() {
    if (joined()) {
      return Optional.of(label());
    } else if (type(2) == NinLexer.EQUALS && sameLine(3)) {
      Optional<String> option = ForeignWords.hint(text(1), arguments(3));
      return option.isPresent() ? option : assigned();
    }
    return foreign(1);
  }

  /** For any other sign. */
  Optional<String> hint() {
    if (type(1) == NinLexer.LINEAR) {
      return foreign(1);
    } else if (type(1) == NinLexer.X && type(2) == NinLexer.EQUALS) {
      return assigned();
    } else if (failure.rule() instanceof NinParser.BodyContext body && body.LBRACE() == null) {
      return opening();
    } else if (CLOSING.contains(type(1)) && type(-1) == NinLexer.COMMA) {
      return Optional.of("Leave out the comma.");
    } else if (type(1) == NinLexer.DOT && type(2) == NinLexer.INT && !VALUES.contains(type(-1))) {
      return Optional.of("Write `0." + text(2) + "`.");
    } else if (type(1) == NinLexer.TIMES && type(-1) == NinLexer.TIMES) {
      return Optional.of("Write a product, such as `width * width`: there are no powers.");
    } else if (type(1) == NinLexer.LBRACKET && type(-1) == NinLexer.MLPCONV) {
      return Optional.of("Write the window first: `mlpconv 5x5 […]`.");
    }
    boolean valid = type(-1) == NinLexer.PAD && text(1).equals("valid");
    return valid ? Optional.of("Leave `pad` out: windows then stay inside.") : Optional.empty();
  }

  /** A body that is not opened. */
  private Optional<String> opening() {
    if (type(-1) == NinLexer.ADD || type(-1) == NinLexer.CONCAT) {
      return Optional.of("Write the branches: `" + text(-1) + " { … } { … }`.");
    } else if (type(-2) == NinLexer.REPEAT && text(1).equals("in")) {
      return ForeignWords.hint("for", count());
    } else if (isDefinition(type(-2)) && JOINTS.contains(type(1))) {
      return Optional.of("Write `" + joinedName() + "`.");
    }
    return Optional.empty();
  }

  /** {@code network traffic-signs}: one name. */
  private String joinedName() {
    List<String> parts = new ArrayList<>(List.of(text(-1)));
    for (int i = 1; JOINTS.contains(type(i)) && isPart(i + 1); i += 2) {
      parts.add(text(i + 1));
    }
    if (type(-2) == NinLexer.BLOCK) {
      return String.join("_", parts);
    }
    StringBuilder name = new StringBuilder();
    parts.forEach(
        p -> name.append(p.substring(0, 1).toUpperCase(Locale.ROOT)).append(p, 1, p.length()));
    return name.toString();
  }

  private static boolean isDefinition(int type) {
    return type == NinLexer.NETWORK || type == NinLexer.BLOCK;
  }

  /** {@code x = gap(x)}: what is given a name. */
  private Optional<String> assigned() {
    String name = text(1);
    if (type(3) == NinLexer.INT || type(3) == NinLexer.FLOAT) {
      return Optional.of(
          "Write it as a parameter: `network Name(" + name + " = " + text(3) + ") { … }`.");
    } else if (Tokens.layers().contains(text(3))) {
      boolean sized = ForeignWords.hint(text(3), List.of()).isPresent();
      return sized ? foreign(3).map(h -> labelled(name, h)) : Optional.of(write(name, text(3)));
    }
    Optional<String> foreign = foreign(3).filter(h -> h.startsWith("Write `"));
    boolean call = type(3) == NinLexer.NAME && type(4) == NinLexer.LPAREN;
    return foreign.isPresent()
        ? foreign.map(h -> labelled(name, h))
        : Optional.of(write(name, call ? text(3) + "(…)" : "…"));
  }

  private static String labelled(String name, String hint) {
    return hint.replaceFirst("`", "`" + name + ": ");
  }

  private static String write(String name, String layer) {
    return "Write `" + name + ": " + layer + "`.";
  }

  /** {@code sq-1: …} and {@code sq.1: …}, without spaces: one name. */
  private boolean joined() {
    return JOINTS.contains(type(2)) && isPart(3) && end() > 0;
  }

  /** Where the name and its colon end, from its beginning on; 0 where there is no colon. */
  private int end() {
    int at = 1;
    while (adjacent(at + 1)) {
      at++;
      if (text(at).endsWith(":")) {
        return at;
      } else if (!JOINTS.contains(type(at)) && !isPart(at)) {
        return 0;
      }
    }
    return 0;
  }

  private String label() {
    StringBuilder name = new StringBuilder();
    for (int i = 1; i <= end(); i++) {
      name.append(text(i).replace(":", "").strip());
    }
    String plain = SIGN.matcher(name).replaceAll("_");
    return "Write `" + plain + ":`, or put the name in quotes: `\"" + name + "\":`.";
  }

  private Optional<String> foreign(int at) {
    boolean call = type(at + 1) == NinLexer.LPAREN;
    boolean loop = text(at).equals("for");
    return ForeignWords.hint(text(at), loop ? count() : call ? List.of() : arguments(at + 1));
  }

  /** How often a loop runs: the last value in front of its body. */
  private List<String> count() {
    String last = "3";
    for (int i = 2; sameLine(i) && type(i) != NinLexer.LBRACE; i++) {
      last = VALUES.contains(type(i)) && !text(i).equals("range") ? text(i) : last;
    }
    return List.of(last);
  }

  /** The values that follow on the same line. */
  private List<String> arguments(int from) {
    List<String> values = new ArrayList<>();
    for (int i = from; sameLine(i) && (VALUES.contains(type(i)) || isSign(i)); i++) {
      if (!isSign(i)) {
        values.add(text(i));
      }
    }
    return values;
  }

  private boolean isSign(int at) {
    return type(at) == NinLexer.EQUALS || type(at) == NinLexer.LPAREN;
  }

  private boolean isPart(int at) {
    int type = type(at);
    return VALUES.contains(type) || type == NinLexer.LABEL || Tokens.isKeyword(type);
  }

  private boolean adjacent(int at) {
    Token token = tokens().LT(at);
    return token.getType() != Token.EOF
        && tokens().LT(at - 1).getStopIndex() + 1 == token.getStartIndex();
  }

  private boolean sameLine(int at) {
    Token token = tokens().LT(at);
    return token.getType() != Token.EOF && token.getLine() == failure.at().getLine();
  }

  private TokenStream tokens() {
    return failure.parser().getInputStream();
  }

  /** The type of a token before or behind the place of the mistake, which is number 1. */
  private int type(int offset) {
    Token token = tokens().LT(offset);
    return token == null ? Token.INVALID_TYPE : token.getType();
  }

  private String text(int offset) {
    Token token = tokens().LT(offset);
    return token == null ? "" : token.getText();
  }
}
