package dev.ninc.compiler.syntax;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** What tokens are called and where they stand. */
final class Tokens {

  /** With what a statement of a body begins. */
  static final Set<Integer> STATEMENTS =
      Set.of(
          NinLexer.INPUT,
          NinLexer.LABELS,
          NinLexer.OUTPUT,
          NinLexer.PREPROCESS,
          NinLexer.LABEL,
          NinLexer.MLPCONV,
          NinLexer.CONV,
          NinLexer.CCCP,
          NinLexer.DEPTHWISE,
          NinLexer.FC,
          NinLexer.MAXPOOL,
          NinLexer.AVGPOOL,
          NinLexer.GAP,
          NinLexer.DROPOUT,
          NinLexer.BATCHNORM,
          NinLexer.LRN,
          NinLexer.SOFTMAX,
          NinLexer.CONCAT,
          NinLexer.ADD,
          NinLexer.IDENTITY,
          NinLexer.REPEAT,
          NinLexer.RELU,
          NinLexer.LEAKY,
          NinLexer.RELU6,
          NinLexer.SIGMOID,
          NinLexer.TANH);

  /** With what a statement of a file begins. */
  static final Set<Integer> DEFINITIONS = Set.of(NinLexer.IMPORT, NinLexer.NETWORK, NinLexer.BLOCK);

  /** With what a step of a preprocessing begins. */
  static final Set<Integer> STEPS =
      Set.of(
          NinLexer.RESIZE,
          NinLexer.CROP,
          NinLexer.BACKGROUND,
          NinLexer.ORDER,
          NinLexer.SCALE,
          NinLexer.MEAN,
          NinLexer.STD);

  /** What may name a block in a call: {@code callee} in the grammar. */
  static final Set<Integer> CALLEES =
      Set.of(
          NinLexer.NAME,
          NinLexer.IMPORT,
          NinLexer.BLOCK,
          NinLexer.RESIZE,
          NinLexer.SHORTER,
          NinLexer.CROP,
          NinLexer.BACKGROUND,
          NinLexer.ORDER,
          NinLexer.SCALE,
          NinLexer.MEAN,
          NinLexer.STD,
          NinLexer.RGB,
          NinLexer.BGR,
          NinLexer.GREY);

  private Tokens() {}

  /** The words with which a statement of a body or an option begins, as the user types them. */
  static List<String> words() {
    return IntStream.rangeClosed(NinLexer.INPUT, NinLexer.BIAS)
        .filter(type -> type != NinLexer.LINEAR)
        .mapToObj(Tokens::literal)
        .toList();
  }

  /** The words with which steps of a preprocessing begin. */
  static List<String> steps() {
    return STEPS.stream().sorted().map(Tokens::literal).toList();
  }

  /** Words with which a layer begins. */
  static List<String> layers() {
    return IntStream.rangeClosed(NinLexer.MLPCONV, NinLexer.TANH)
        .mapToObj(Tokens::literal)
        .toList();
  }

  /** Whether a token is in the text, or was put in for one that is missing. */
  static boolean isWritten(Token token) {
    return token.getTokenIndex() >= 0 && token.getStartIndex() <= token.getStopIndex();
  }

  static boolean isKeyword(int type) {
    return type >= NinLexer.IMPORT && type <= NinLexer.GREY;
  }

  /** The text of a token type that has only one. */
  static String literal(int type) {
    String quoted = NinParser.VOCABULARY.getLiteralName(type);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** A kind of token, in the user's words. */
  static String name(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case NinLexer.INT, NinLexer.FLOAT -> "a number";
      case NinLexer.EXTENT -> "sizes such as `3x3`";
      case NinLexer.NAME -> "a name";
      case NinLexer.STRING -> "a text in quotes";
      case NinLexer.LABEL -> "a name and a colon";
      default -> "`" + literal(type) + "`";
    };
  }

  /** A token of the text, in the user's words. */
  static String found(Token token) {
    return token.getType() == Token.EOF ? "the end of the file" : "`" + token.getText() + "`";
  }

  static Span span(SourceFile file, Token token) {
    int length = file.text().length();
    if (token.getType() == Token.EOF) {
      int end = file.text().stripTrailing().length();
      return new Span(file, end, end);
    }
    return new Span(file, token.getStartIndex(), Math.min(length, token.getStopIndex() + 1));
  }

  static Span span(SourceFile file, ParserRuleContext context) {
    return span(file, context.getStart()).to(span(file, context.getStop()));
  }
}
