package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Spelling;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Advice for what those write who are used to other notations. */
final class Slips {

  private static final int LONGEST_NUMBER = 20;

  private static final Set<Integer> ATOMS =
      Set.of(NinLexer.INT, NinLexer.FLOAT, NinLexer.NAME, NinLexer.EXTENT);

  private static final Set<Integer> ARGUMENTS = Set.of(NinLexer.INT, NinLexer.FLOAT, NinLexer.NAME);

  private static final Set<Integer> NUMBERS = Set.of(NinLexer.INT, NinLexer.FLOAT);

  private static final Set<Integer> OPERATORS =
      Set.of(NinLexer.PLUS, NinLexer.MINUS, NinLexer.TIMES, NinLexer.OVER);

  /** What takes several sizes, joined by {@code x}. */
  private static final Set<Integer> SIZED =
      Set.of(
          NinLexer.INPUT,
          NinLexer.MAXPOOL,
          NinLexer.AVGPOOL,
          NinLexer.PAD,
          NinLexer.STRIDE,
          NinLexer.DILATE);

  private final Recovery.Failure failure;
  private final TokenStream tokens;

  private Slips(Recovery.Failure failure) {
    this.failure = failure;
    this.tokens = failure.parser().getTokenStream();
  }

  /**
   * What to do about a token that cannot stand where it is; empty where there is no good advice.
   */
  static Optional<String> hint(Recovery.Failure failure) {
    return new Slips(failure).hint();
  }

  /** {@code 50%}: the share as a number. */
  static Optional<String> percent(Recovery.Failure failure) {
    Token number = failure.parser().getTokenStream().LT(-1);
    boolean plain =
        number != null
            && NUMBERS.contains(number.getType())
            && number.getText().length() <= LONGEST_NUMBER
            && number.getText().matches("[0-9.]+");
    return plain
        ? Optional.of("Write `" + share(new BigDecimal(number.getText())) + "`.")
        : Optional.empty();
  }

  private static String share(BigDecimal percent) {
    return percent.movePointLeft(2).stripTrailingZeros().toPlainString();
  }

  private Optional<String> hint() {
    Optional<String> habit = new Habits(failure).hint();
    if (habit.isPresent()) {
      return habit;
    } else if (failure.rule() instanceof NinParser.HeaderContext header && header.ident() == null) {
      return Optional.of("Give the " + text(-1) + " a name: `" + text(-1) + " Name { … }`.");
    } else if (failure.rule() instanceof NinParser.ImportingContext) {
      return Optional.of("Put the file in quotes, as in `import \"blocks.nin\"`.");
    } else if (failure.rule() instanceof NinParser.BodyContext && type(-2) == NinLexer.REPEAT) {
      return Optional.of("Put braces around what is repeated: `repeat " + text(-1) + " { … }`.");
    } else if (failure.rule() instanceof NinParser.ArgumentsContext) {
      return Optional.of(behindArgument());
    } else if (type(-2) == NinLexer.DEPTHWISE && NUMBERS.contains(type(1))) {
      return Optional.of("Leave it out: `depthwise` gives as many channels as its input has.");
    } else if (OPERATORS.contains(type(1))) {
      return arithmetic();
    }
    return switch (type(1)) {
      case NinLexer.EQUALS -> equalsSign();
      case NinLexer.COMMA -> comma();
      case NinLexer.LBRACE -> brace();
      case NinLexer.LPAREN ->
          Tokens.isKeyword(type(-1)) ? Optional.of("Leave out the parentheses.") : Optional.empty();
      default -> colon();
    };
  }

  /** What is wrong behind an argument of a call. */
  private String behindArgument() {
    if (type(-1) == NinLexer.NAME && type(1) == NinLexer.LPAREN) {
      return "Give a number or an expression: a block cannot be an argument.";
    }
    return isOperand(1) && tokens.LT(1).getLine() == tokens.LT(-1).getLine()
        ? "Put a comma between the arguments."
        : "Add the missing `)`.";
  }

  /** {@code fire 16 64}: a call without its parentheses. */
  static Optional<String> call(Recovery.Failure failure) {
    return new Slips(failure).call();
  }

  private Optional<String> call() {
    boolean known = failure.blocks().containsKey(text(1));
    boolean near = Spelling.nearest(text(1), Tokens.words()).isPresent();
    List<String> arguments = arguments(2);
    if (known && arguments.isEmpty()) {
      arguments.addAll(failure.blocks().get(text(1)));
    }
    String call = "`" + text(1) + "(" + String.join(", ", arguments) + ")`";
    if (known) {
      return Optional.of("Write " + call + ": a call has parentheses.");
    }
    Optional<String> habit = new Habits(failure).word();
    if (habit.isPresent()) {
      return habit;
    }
    return arguments.isEmpty() || near || !failure.imports()
        ? Optional.empty()
        : Optional.of("If it is a block, write " + call + ".");
  }

  private List<String> arguments(int from) {
    List<String> arguments = new ArrayList<>();
    for (int i = from;
        ARGUMENTS.contains(type(i)) && tokens.LT(i).getLine() == tokens.LT(1).getLine();
        i++) {
      arguments.add(text(i));
    }
    return arguments;
  }

  /** {@code pad=1}. */
  private Optional<String> equalsSign() {
    return Tokens.isKeyword(type(-1))
        ? Optional.of("Write `" + text(-1) + " " + text(2) + "`.").filter(h -> isWord(2))
        : Optional.of("Leave out the name and `=`: the place of an argument says what it is.")
            .filter(h -> type(-1) == NinLexer.NAME);
  }

  /** {@code pad: 1}. */
  private Optional<String> colon() {
    if (type(-1) != NinLexer.LABEL || !isWord(1)) {
      return Optional.empty();
    }
    String word = text(-1).substring(0, text(-1).length() - 1).strip();
    return Tokens.words().contains(word)
        ? Optional.of("Write `" + word + " " + text(1) + "`.")
        : Optional.empty();
  }

  private Optional<String> comma() {
    if (failure.rule() instanceof NinParser.PartContext part && part.LPAREN() != null) {
      return Optional.of("Leave out the parentheses and commas, as in `conv 3x3 64`.");
    } else if (type(-1) == NinLexer.INT && SIZED.contains(type(-2))) {
      return Optional.of(sizes());
    }
    return Optional.of("Leave out the comma.");
  }

  /** {@code pad 1, 1}: sizes separated by commas. */
  private String sizes() {
    List<String> sizes = new ArrayList<>(List.of(text(-1)));
    for (int i = 1; type(i) == NinLexer.COMMA && type(i + 1) == NinLexer.INT; i += 2) {
      sizes.add(text(i + 1));
    }
    boolean sides = type(-2) == NinLexer.PAD && sizes.size() == 4;
    String joined = sides ? "[" + String.join(", ", sizes) + "]" : String.join("x", sizes);
    return "Write `" + text(-2) + " " + joined + "`.";
  }

  /** {@code 2*k}, without parentheses; or {@code /2} for a stride, as in drawings of networks. */
  private Optional<String> arithmetic() {
    if (type(1) == NinLexer.OVER && type(-1) == NinLexer.EXTENT && type(2) == NinLexer.INT) {
      return Optional.of("Write `stride " + text(2) + "`.");
    } else if (!isOperand(-1)) {
      return Optional.empty();
    }
    StringBuilder expression = new StringBuilder(text(-1));
    int next = 1;
    while (OPERATORS.contains(type(next)) && isOperand(next + 1)) {
      expression.append(' ').append(text(next)).append(' ').append(text(next + 1));
      next += 2;
    }
    boolean whole = next > 1 && !OPERATORS.contains(type(next));
    return Optional.of("Put it in parentheses" + (whole ? ": `(" + expression + ")`." : "."));
  }

  private Optional<String> brace() {
    if (failure.rule() instanceof NinParser.ParametersContext) {
      return Optional.of("Add the missing `)`.");
    } else if (failure.rule() instanceof NinParser.BodyContext body) {
      return Optional.of(
          Recovery.branchIsOpen(body)
              ? "Close the branch above with `}`."
              : "Put branches behind `concat` or `add`.");
    }
    return Optional.empty();
  }

  private boolean isOperand(int offset) {
    return ATOMS.contains(type(offset)) && type(offset) != NinLexer.EXTENT;
  }

  private boolean isWord(int offset) {
    return ATOMS.contains(type(offset)) || Tokens.isKeyword(type(offset));
  }

  /** The type of a token before or behind the place of the mistake, which is number 1. */
  private int type(int offset) {
    Token token = tokens.LT(offset);
    return token == null ? Token.INVALID_TYPE : token.getType();
  }

  private String text(int offset) {
    return tokens.LT(offset).getText();
  }
}
