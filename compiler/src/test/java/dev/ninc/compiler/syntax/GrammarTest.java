package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.grammar.NinParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.runtime.atn.LL1Analyzer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar can be read in one way only. */
class GrammarTest {

  static Stream<Path> samples() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> models = Files.walk(Path.of("..", "samples", "models"))) {
      models.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    Path golden = Path.of("src", "test", "resources", "golden");
    files.add(golden.resolve("lower-layers/input.nin"));
    files.add(golden.resolve("lower-branches/input.nin"));
    files.add(golden.resolve("lower-blocks/input.nin"));
    files.add(golden.resolve("lower-blocks/blocks.nin"));
    files.add(golden.resolve("lower-depthwise/input.nin"));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noAmbiguityAndNoErrorIsReported(Path sample) throws IOException {
    SourceFile file = new SourceFile(sample.toString(), Files.readString(sample));
    NinParser parser =
        dev.ninc.compiler.syntax.Parser.parser(dev.ninc.compiler.syntax.Parser.tokens(file));
    List<String> reports = new ArrayList<>();
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    parser.addErrorListener(new Recorder(reports));
    parser.file();
    assertThat(reports).isEmpty();
  }

  /** Stronger than the samples: for each decision, no token begins two alternatives. */
  @Test
  void eachDecisionNeedsOneToken() {
    for (DecisionState decision : NinParser._ATN.decisionToState) {
      IntervalSet[] looks = new LL1Analyzer(NinParser._ATN).getDecisionLookahead(decision);
      assertThat(looks).as("decision " + decision).doesNotContainNull();
      IntervalSet seen = new IntervalSet();
      for (IntervalSet look : looks) {
        assertThat(seen.and(look).isNil()).as(where(decision)).isTrue();
        seen.addAll(look);
      }
    }
  }

  /** New keywords must not break files that use them as names. */
  @ParameterizedTest
  @MethodSource("softWords")
  void aSoftKeywordIsStillAName(String word) {
    String text =
        """
        network %1$s(%1$s = 3) {
          input 3x9x9
          %1$s: conv %1$s x %1$s %1$s pad (%1$s - 2)
          cccp %1$s
          group: conv 1x1 %1$s group %1$s
          mlpconv 1x1 [%1$s, 2 * %1$s]
          labels [%1$s]
          output %1$s
        }
        """
            .formatted(word);
    Diagnostics diagnostics = new Diagnostics();
    NetFile file =
        dev.ninc.compiler.syntax.Parser.parse(new SourceFile("a.nin", text), diagnostics)
            .orElseThrow();
    assertThat(diagnostics.list()).isEmpty();
    assertThat(file.network().orElseThrow().body().items()).hasSize(7);
  }

  static Stream<String> softWords() {
    return Stream.of(
        "import",
        "block",
        "repeat",
        "depthwise",
        "lrn",
        "alpha",
        "beta",
        "bias",
        "preprocess",
        "resize",
        "shorter",
        "crop",
        "background",
        "order",
        "rgb",
        "bgr",
        "grey",
        "scale",
        "mean",
        "std");
  }

  private static String where(ATNState state) {
    return "rule " + NinParser.ruleNames[state.ruleIndex];
  }

  private static final class Recorder extends DiagnosticErrorListener {
    private final List<String> reports;

    Recorder(List<String> reports) {
      this.reports = reports;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException e) {
      reports.add(line + ": " + message);
    }

    @Override
    public void reportAmbiguity(
        Parser parser, DFA dfa, int start, int stop, boolean exact, BitSet alts, ATNConfigSet c) {
      reports.add("ambiguity at token " + start);
    }
  }
}
