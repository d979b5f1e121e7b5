package dev.ninc.compiler.syntax;

import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Where a file's comments belong: a comment on the line on which a token ends belongs to that
 * token, any other to the token that follows.
 */
final class Comments {

  /**
   * A comment, without spaces at its end.
   *
   * @param afterBlank whether an empty line stands above it
   */
  record Comment(String text, boolean afterBlank) {}

  private final Map<Integer, Comment> behind = new HashMap<>();
  private final Map<Integer, List<Comment>> above = new HashMap<>();
  private final Map<Integer, Boolean> afterBlank = new HashMap<>();

  Comments(SourceFile file, CommonTokenStream tokens) {
    Optional<Token> word = Optional.empty();
    List<Comment> waiting = new ArrayList<>();
    int end = 0;
    for (Token token : tokens.getTokens()) {
      if (token.getChannel() == Token.HIDDEN_CHANNEL) {
        continue;
      }
      int lines = lineEnds(file.text(), end, token.getStartIndex());
      if (isComment(token)) {
        Comment comment = new Comment(token.getText().stripTrailing(), lines > 1);
        if (lines == 0 && word.isPresent() && waiting.isEmpty()) {
          behind.put(word.get().getTokenIndex(), comment);
        } else {
          waiting.add(comment);
        }
      } else {
        above.put(token.getTokenIndex(), List.copyOf(waiting));
        afterBlank.put(token.getTokenIndex(), lines > 1);
        waiting.clear();
        word = Optional.of(token);
      }
      end = token.getStopIndex() + 1;
    }
  }

  private static boolean isComment(Token token) {
    return token.getType() == NinLexer.COMMENT || token.getType() == NinLexer.DOC;
  }

  private static int lineEnds(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean counted = c == '\n' && i > from && text.charAt(i - 1) == '\r';
      if ((c == '\n' || c == '\r') && !counted) {
        lines++;
      }
    }
    return lines;
  }

  /** The comment on the line on which a token ends. */
  Optional<Comment> behind(Token token) {
    return Optional.ofNullable(behind.get(token.getTokenIndex()));
  }

  /** The comments in front of a token, on lines of their own. */
  List<Comment> above(Token token) {
    return above.getOrDefault(token.getTokenIndex(), List.of());
  }

  /** Whether an empty line stands above a token, below the comments in front of it. */
  boolean isAfterBlank(Token token) {
    return afterBlank.getOrDefault(token.getTokenIndex(), false);
  }

  /** Whether an empty line stands anywhere between a token and the one before it. */
  boolean hasBlankAbove(Token token) {
    return isAfterBlank(token) || above(token).stream().anyMatch(Comment::afterBlank);
  }

  /** Whether a comment stands anywhere between two tokens. */
  boolean anyBetween(Token first, Token last) {
    for (int i = first.getTokenIndex(); i < last.getTokenIndex(); i++) {
      if (behind.containsKey(i) || !above.getOrDefault(i + 1, List.of()).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
