package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What a statement lacks at the end of its line, and how it is written in full. */
record Missing(SourceFile file, Recovery.Failure failure) {

  /** From this number on, what stands alone behind {@code conv} is channels, not a window. */
  private static final int WIDE = 12;

  /** How each layer is written, for those whose arguments are missing as a whole. */
  private static final Map<Integer, String> WHOLE =
      Map.ofEntries(
          Map.entry(NinLexer.CONV, "conv 3x3 64"),
          Map.entry(NinLexer.MLPCONV, "mlpconv 5x5 [192, 160, 96]"),
          Map.entry(NinLexer.CCCP, "cccp 64"),
          Map.entry(NinLexer.DEPTHWISE, "depthwise 3x3"),
          Map.entry(NinLexer.FC, "fc 10"),
          Map.entry(NinLexer.MAXPOOL, "maxpool 2x2 stride 2"),
          Map.entry(NinLexer.AVGPOOL, "avgpool 2x2 stride 2"),
          Map.entry(NinLexer.DROPOUT, "dropout 0.5"),
          Map.entry(NinLexer.LRN, "lrn 5"),
          Map.entry(NinLexer.LEAKY, "leaky(0.1)"),
          Map.entry(NinLexer.CONCAT, "concat { … } { … }"),
          Map.entry(NinLexer.ADD, "add { … } { … }"),
          Map.entry(NinLexer.REPEAT, "repeat 3 { … }"),
          Map.entry(NinLexer.INPUT, "input 3x32x32"),
          Map.entry(NinLexer.PAD, "pad 1"),
          Map.entry(NinLexer.STRIDE, "stride 2"),
          Map.entry(NinLexer.DILATE, "dilate 2"),
          Map.entry(NinLexer.GROUP, "group 2"),
          Map.entry(NinLexer.ACT, "act linear"));

  /** Whether the line ends, or the body, before what is expected. */
  boolean atEnd() {
    Token before = tokens().LT(-1);
    Token at = failure.at();
    boolean ends =
        at.getType() == Token.EOF
            || at.getType() == NinLexer.RBRACE
            || before != null && before.getLine() < at.getLine();
    return ends && before != null && !inBrackets() && inStatement();
  }

  private boolean inStatement() {
    return WHOLE.containsKey(tokens().LA(-1)) || convolution().isPresent();
  }

  private boolean inBrackets() {
    return failure.rule().getStart() != failure.at()
        && (failure.rule() instanceof NinParser.ArgumentsContext
            || failure.rule() instanceof NinParser.StagesContext);
  }

  /** The place right behind what is there. */
  Span place() {
    int end = tokens().LT(-1).getStopIndex() + 1;
    return new Span(file, end, end);
  }

  /** The statement in full. */
  Optional<String> hint() {
    Optional<NinParser.KindContext> conv = convolution();
    if (conv.isEmpty()) {
      return Optional.ofNullable(WHOLE.get(tokens().LA(-1))).map(Missing::write);
    }
    String layer = conv.get().getStart().getText();
    return Optional.of(
        layer.equals("conv")
            ? write("conv " + tokens().LT(-1).getText() + " 64")
            : "Write the channels of each stage, as in `mlpconv 5x5 [192, 160, 96]`.");
  }

  private static String write(String text) {
    return "Write `" + text + "`.";
  }

  /** {@code conv 64}: channels, and no window. */
  Optional<Diagnostic> window() {
    Optional<NinParser.KindContext> conv = convolution().filter(k -> onlyChannels());
    if (conv.isEmpty()) {
      return Optional.empty();
    }
    Token channels = tokens().LT(-1);
    String layer = conv.get().getStart().getText();
    String given = channels.getText();
    String whole = layer.equals("conv") ? "conv 3x3 " + given : "mlpconv 3x3 [" + given + "]";
    return Optional.of(
        Diagnostic.error(
                Code.NIN0001,
                Tokens.span(file, channels),
                "Expected a window and channels behind `%s`, found only `%s`."
                    .formatted(layer, given),
                "one of the two")
            .hint(write(whole)));
  }

  private boolean onlyChannels() {
    Token before = tokens().LT(-1);
    int next = tokens().LA(1);
    boolean sign = next == NinLexer.EQUALS || next == NinLexer.COMMA || next == NinLexer.OVER;
    boolean number = before.getType() == NinLexer.INT;
    boolean wide = number && (before.getText().length() > 2 || isWide(before.getText()));
    return !sign && next != NinLexer.INT && (before.getType() == NinLexer.NAME || wide);
  }

  private static boolean isWide(String number) {
    return Integer.parseInt(number) >= WIDE;
  }

  /** The convolution whose window alone has been read. */
  private Optional<NinParser.KindContext> convolution() {
    ParserRuleContext rule = failure.rule();
    while (rule != null && rule.getStart() == failure.at()) {
      rule = rule.getParent();
    }
    boolean found =
        (rule instanceof NinParser.ConvContext || rule instanceof NinParser.MlpconvContext)
            && tokens().LT(-2) == rule.getStart();
    return found ? Optional.of((NinParser.KindContext) rule) : Optional.empty();
  }

  private TokenStream tokens() {
    return failure.parser().getInputStream();
  }
}
