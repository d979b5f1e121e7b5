package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinLexer;
import dev.ninc.grammar.NinParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.junit.jupiter.api.Test;

/**
 * The grammar for editors knows what the compiler knows. Its own tests, which need node, compare
 * every token with what this test writes down.
 */
class EditorGrammarTest {

  private static final File GRAMMAR =
      new File("../dsl-grammar/editors/vscode/syntaxes/nin.tmLanguage.json");
  private static final File TOKENS = new File("target/editor-tokens.json");

  private static final Set<Integer> OPERATORS =
      Set.of(
          NinLexer.PLUS,
          NinLexer.MINUS,
          NinLexer.TIMES,
          NinLexer.OVER,
          NinLexer.EQUALS,
          NinLexer.X);

  @Test
  void eachKeywordIsInTheEditorsGrammar() throws IOException {
    Set<String> missing = new TreeSet<>(keywords());
    assertThat(missing).contains("conv", "network", "same", "shorter");
    missing.removeAll(wordsOfPatterns());
    assertThat(missing).as("keywords of Nin.g4 that " + GRAMMAR + " lacks").isEmpty();
  }

  private static Set<String> keywords() {
    Set<String> words = new TreeSet<>();
    for (int type = 1; type <= NinLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = NinLexer.VOCABULARY.getLiteralName(type);
      if (literal != null && literal.matches("'[a-z]\\w*'")) {
        words.add(literal.substring(1, literal.length() - 1));
      }
    }
    return words;
  }

  /** The words in the regular expressions of the grammar, which is read as a whole. */
  private static Set<String> wordsOfPatterns() throws IOException {
    Set<String> words = new HashSet<>();
    try (JsonParser json = new JsonFactory().createParser(GRAMMAR)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && ("match".equals(json.currentName()) || "begin".equals(json.currentName()))) {
          String pattern = Pattern.compile("\\\\[bGs]").matcher(json.getText()).replaceAll(" ");
          words.addAll(List.of(pattern.split("\\W+")));
        }
      }
    }
    return words;
  }

  @Test
  void tokensAreWrittenDownForTheTestsOfTheEditorsGrammar() throws IOException {
    List<SourceFile> files = new ArrayList<>(Corpus.all());
    assertThat(files).hasSizeGreaterThan(50);
    for (long seed = 0; seed < 100; seed++) {
      files.add(new SourceFile("random network " + seed, RandomNetwork.of(seed).text()));
    }
    try (JsonGenerator json = new JsonFactory().createGenerator(TOKENS, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (SourceFile file : files) {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeStringField("text", file.text());
        json.writeArrayFieldStart("tokens");
        for (List<Object> token : tokens(file)) {
          json.writeStartArray();
          json.writeNumber((int) token.get(0));
          json.writeString((String) token.get(1));
          json.writeString((String) token.get(2));
          json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    assertThat(Path.of(TOKENS.getPath())).isNotEmptyFile();
  }

  /** Offset, text and kind of each word and comment. */
  private static List<List<Object>> tokens(SourceFile file) {
    CommonTokenStream tokens = Parser.tokens(file);
    TreeMap<Integer, List<Object>> found = new TreeMap<>();
    List<TerminalNode> words = new ArrayList<>();
    collect(Parser.parser(tokens).file(), words);
    for (TerminalNode word : words) {
      put(found, word.getSymbol(), kind(word));
    }
    for (Token token : tokens.getTokens()) {
      if (token.getType() == NinLexer.DOC || token.getType() == NinLexer.COMMENT) {
        put(found, token, token.getType() == NinLexer.DOC ? "doc" : "comment");
      }
    }
    return List.copyOf(found.values());
  }

  private static void put(TreeMap<Integer, List<Object>> found, Token token, String kind) {
    if (token.getType() != Token.EOF) {
      found.put(token.getStartIndex(), List.of(token.getStartIndex(), token.getText(), kind));
    }
  }

  private static void collect(ParseTree tree, List<TerminalNode> words) {
    if (tree instanceof TerminalNode word) {
      words.add(word);
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      collect(tree.getChild(i), words);
    }
  }

  /** A keyword is one where the grammar has it as such, not where it takes any name. */
  private static String kind(TerminalNode word) {
    int type = word.getSymbol().getType();
    if (isName(word)) {
      return "name";
    } else if (OPERATORS.contains(type)) {
      return "operator";
    }
    return switch (type) {
      case NinLexer.LABEL -> "label";
      case NinLexer.STRING -> "string";
      case NinLexer.INT, NinLexer.FLOAT, NinLexer.EXTENT -> "number";
      default -> Tokens.isKeyword(type) ? "keyword" : "punctuation";
    };
  }

  private static boolean isName(TerminalNode word) {
    ParseTree parent = word.getParent();
    return word.getSymbol().getType() == NinLexer.NAME
        || parent instanceof NinParser.IdentContext
        || parent instanceof NinParser.SoftContext
        || parent instanceof NinParser.CalleeContext
        || parent instanceof NinParser.NewcomerContext
        || parent instanceof NinParser.AtomContext
            && word.getSymbol().getType() == NinLexer.SHORTER;
  }
}
