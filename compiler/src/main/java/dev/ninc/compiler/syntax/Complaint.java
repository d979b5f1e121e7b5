package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;

/** Says a syntax error in the user's words. */
final class Complaint {

  private static final Pattern GLUED = Pattern.compile("([0-9]+(?:x[0-9]+)*)x([A-Za-z_]\\w*)");

  private static final Set<Integer> OPERATORS =
      Set.of(NinLexer.PLUS, NinLexer.MINUS, NinLexer.TIMES, NinLexer.OVER, NinLexer.X);

  /** What a rule is, where a text lacks it. */
  private static final Map<Integer, String> RULES =
      Map.ofEntries(
          Map.entry(NinParser.RULE_ident, "a name"),
          Map.entry(NinParser.RULE_name, "a name"),
          Map.entry(NinParser.RULE_path, "the name of a layer"),
          Map.entry(NinParser.RULE_parameter, "a parameter, such as `width = 192`"),
          Map.entry(NinParser.RULE_body, "`{`"),
          Map.entry(NinParser.RULE_kind, "a layer"),
          Map.entry(NinParser.RULE_shape, "channels x height x width, such as `3x32x32`"),
          Map.entry(NinParser.RULE_window, "a window, such as `3x3`"),
          Map.entry(NinParser.RULE_step, "a number of cells, such as `2`"),
          Map.entry(NinParser.RULE_filters, "the number of channels"),
          Map.entry(NinParser.RULE_groups, "the number of groups"),
          Map.entry(NinParser.RULE_count, "the number of repetitions, such as `3`"),
          Map.entry(NinParser.RULE_span, "a number of channels, such as `5`"),
          Map.entry(NinParser.RULE_constant, "a number, such as `0.75`"),
          Map.entry(NinParser.RULE_side, "the length of the shorter side, such as `256`"),
          Map.entry(NinParser.RULE_size, "height x width, such as `224x224`"),
          Map.entry(NinParser.RULE_numbers, "a number, or a list such as `[0.5, 0.5, 0.5]`"),
          Map.entry(NinParser.RULE_argument, "an argument"),
          Map.entry(NinParser.RULE_colours, "`rgb`, `bgr` or `grey`"),
          Map.entry(NinParser.RULE_rate, "a rate, such as `0.5`"),
          Map.entry(NinParser.RULE_stages, "the channels of each stage, such as `[192, 160, 96]`"),
          Map.entry(NinParser.RULE_stage, "the number of channels of a stage"),
          Map.entry(NinParser.RULE_padding, "`same`, a number, or `[top, left, bottom, right]`"),
          Map.entry(NinParser.RULE_function, "an activation, such as `relu` or `linear`"),
          Map.entry(NinParser.RULE_atom, "a number, a name, or an expression in parentheses"),
          Map.entry(NinParser.RULE_expression, "a number, a name, or an expression"),
          Map.entry(NinParser.RULE_product, "a number, a name, or an expression"),
          Map.entry(NinParser.RULE_factor, "a number, a name, or an expression"));

  private static final Set<Integer> LISTS =
      Set.of(
          NinParser.RULE_parameters,
          NinParser.RULE_labels,
          NinParser.RULE_stages,
          NinParser.RULE_arguments,
          NinParser.RULE_numbers,
          NinParser.RULE_padding);

  private final SourceFile file;
  private final Recovery.Failure failure;
  private final Token at;
  private final Span span;

  private Complaint(SourceFile file, Recovery.Failure failure) {
    this.file = file;
    this.failure = failure;
    this.at = failure.at();
    this.span = Tokens.span(file, at);
  }

  static Diagnostic of(SourceFile file, Recovery.Failure failure) {
    Complaint complaint = new Complaint(file, failure);
    return complaint
        .unreadable()
        .or(() -> new FrameComplaint(file, failure).diagnostic())
        .orElseGet(complaint::unexpected);
  }

  /** Tokens that are wrong wherever they stand. */
  private Optional<Diagnostic> unreadable() {
    return switch (at.getType()) {
      case NinLexer.JUNK -> Optional.of(junk());
      case NinLexer.UNTERMINATED ->
          Optional.of(
              Diagnostic.error(
                      Code.NIN0003, span, "A quoted text has no closing quote.", "begins here")
                  .hint("Close it with `\"` on the same line."));
      case NinLexer.BAD_NUMBER -> Optional.of(badNumber());
      default -> Optional.empty();
    };
  }

  private Diagnostic junk() {
    int start = span.start();
    while (isPlain(file.text().charAt(start)) && start < span.end() - 1) {
      start++;
    }
    int character = file.text().codePointAt(start);
    Span whole = new Span(file, start, start + Character.charCount(character));
    boolean printable = character > ' ' && Character.isDefined(character) && !control(character);
    String shown =
        printable ? "`" + Character.toString(character) + "`" : "U+%04X".formatted(character);
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0002,
            whole,
            "The character " + shown + " is not part of the language.",
            "not known here");
    Optional<String> alike = Lookalikes.hint(character);
    if (alike.isPresent()) {
      return error.hint(alike.get());
    } else if (Lookalikes.isQuote(character)) {
      return error.hint(Lookalikes.quoted(file.text().substring(whole.end())));
    } else if (character == '#') {
      return error.hint("Begin a comment with `//`.");
    }
    Optional<String> slip = Slips.percent(failure);
    if (character == '%' && slip.isPresent()) {
      return error.hint(slip.get());
    }
    return Character.isLetter(character)
        ? error.hint("Put a name with this character in quotes.")
        : error.hint("Remove it.");
  }

  private static boolean isPlain(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean control(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private Diagnostic badNumber() {
    String text = at.getText();
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0004, span, "`" + text + "` is neither a number nor a name.", "not readable");
    Matcher glued = GLUED.matcher(text);
    if (text.matches("[0-9]+x") && besideRepeat()) {
      return error.hint("Write `repeat " + text.substring(0, text.length() - 1) + " { … }`.");
    } else if (text.matches("[0-9]+(x[0-9]+)*x")) {
      return error.hint("Write a size behind `x`, or put spaces around it.");
    }
    return glued.matches()
        ? error.hint("Write `" + glued.group(1).replace("x", " x ") + " x " + glued.group(2) + "`.")
        : error.hint("Begin a name with a letter, or put it in quotes.");
  }

  private boolean besideRepeat() {
    return failure.parser().getInputStream().LA(-1) == NinLexer.REPEAT
        || failure.parser().getInputStream().LA(2) == NinLexer.REPEAT;
  }

  private Diagnostic unexpected() {
    if (failure.rule() instanceof NinParser.BodyContext body && body.LBRACE() != null) {
      return inBody(body);
    }
    if (failure.rule() instanceof NinParser.KindContext && isWord()) {
      return noLayer();
    }
    Missing missing = new Missing(file, failure);
    Optional<Diagnostic> window = missing.window();
    if (window.isPresent()) {
      return window.get();
    }
    boolean ends = missing.atEnd();
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0001,
            ends ? missing.place() : span,
            "Expected " + expected() + ", found " + found(ends) + ".",
            "expected " + expected());
    Optional<String> hint = ends ? missing.hint() : Optional.empty();
    return hint.or(() -> Slips.hint(failure)).map(error::hint).orElse(error);
  }

  private String found(boolean ends) {
    boolean line = ends && at.getLine() > failure.parser().getInputStream().LT(-1).getLine();
    return line ? "the end of the line" : Tokens.found(at);
  }

  private boolean isWord() {
    return Tokens.CALLEES.contains(at.getType());
  }

  private Diagnostic inBody(NinParser.BodyContext body) {
    if (at.getType() == Token.EOF) {
      return Diagnostic.error(Code.NIN0006, span, "A `{` is never closed.", "the file ends here")
          .and(Tokens.span(file, body.LBRACE().getSymbol()), "this one is open")
          .hint("Add the missing `}`.");
    }
    if (!isWord()) {
      Diagnostic error =
          Diagnostic.error(
              Code.NIN0001,
              span,
              "Expected a layer or `}`, found " + Tokens.found(at) + ".",
              "expected a layer or `}`");
      boolean open = at.getType() == NinLexer.LBRACE && Recovery.branchIsOpen(body);
      Diagnostic placed =
          open
              ? error.and(Tokens.span(file, body.LBRACE().getSymbol()), "this branch is open")
              : error;
      return Slips.hint(failure).map(placed::hint).orElse(placed);
    }
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0005,
            span,
            Tokens.found(at) + " is neither a layer nor an option.",
            "not known here");
    return Slips.call(failure)
        .or(() -> Spelling.nearest(at.getText(), Tokens.words()).map(this::write))
        .map(error::hint)
        .orElse(error.hint("Write a layer, such as `conv 3x3 64`, or remove it."));
  }

  private String write(String word) {
    boolean slope = failure.parser().getInputStream().LA(2) == NinLexer.LPAREN;
    return "Write `" + (word.equals("leaky") && !slope ? "leaky(0.1)" : word) + "`.";
  }

  /** Behind a label, where no option can stand. */
  private Diagnostic noLayer() {
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0005, span, Tokens.found(at) + " is not a layer.", "not known here");
    return Slips.call(failure)
        .or(() -> Spelling.nearest(at.getText(), Tokens.layers()).map(this::write))
        .map(error::hint)
        .orElse(error.hint("Write a layer, such as `conv 3x3 64`."));
  }

  /** What the text lacks: the rule that begins here, or the tokens that may go on. */
  private String expected() {
    String phrase = "";
    RuleContext context = failure.rule();
    while (context instanceof ParserRuleContext rule && rule.getStart() == at) {
      phrase = RULES.getOrDefault(rule.getRuleIndex(), phrase);
      context = context.getParent();
    }
    if (!phrase.isEmpty()) {
      return phrase;
    }
    int rule = failure.rule().getRuleIndex();
    if (rule == NinParser.RULE_activation) {
      return "`(` and a slope, as in `leaky(0.1)`";
    }
    int before = failure.parser().getInputStream().LA(-1);
    if (rule == NinParser.RULE_parameters && before == NinLexer.LPAREN) {
      return RULES.get(NinParser.RULE_parameter);
    }
    List<Integer> types = failure.parser().getExpectedTokens().toList();
    boolean listGoesOn = LISTS.contains(rule) && types.size() == 1;
    return (listGoesOn ? "`,` or " : "") + anyOf(types);
  }

  private static String anyOf(List<Integer> types) {
    boolean ends = types.stream().anyMatch(t -> !OPERATORS.contains(t));
    boolean anyWord = types.contains(NinLexer.NAME);
    List<String> names = new ArrayList<>();
    for (int type : types) {
      boolean noise = ends && OPERATORS.contains(type) || anyWord && Tokens.isKeyword(type);
      String name = Tokens.name(type);
      if (!noise && !names.contains(name)) {
        names.add(name);
      }
    }
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
