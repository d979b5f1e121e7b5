package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Label;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.diag.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One cause, one error: two statements that are wrong for reasons of their own give exactly two
 * errors, whatever the two are, in either order, side by side or with layers between them.
 */
class TwoFaultsTest {

  /** What a fault leaves unknown to those below it, as LANGUAGE.md has it under "Errors". */
  private enum Leaves {
    /** All is as if the statement were right. */
    ALL,
    /** The shapes below are not known. */
    NO_SHAPE,
    /** Nor the names: the statement may have been anything. */
    NOTHING
  }

  /**
   * A statement with one mistake.
   *
   * @param code what it gets
   * @param text the statement, in which {@code @} stands for a number of its own
   * @param needs what must be known above it for the mistake to be seen
   */
  private record Fault(Code code, String text, Leaves leaves, Leaves needs) {

    /** Whether the mistake can be seen below another. */
    boolean seenBelow(Fault other) {
      return needs.ordinal() == Leaves.values().length - 1
          || other.leaves.ordinal() <= needs.ordinal();
    }

    String text(int number) {
      return text.replace("@", String.valueOf(number));
    }
  }

  private static final String HEAD = "block pair(n) { cccp n cccp n } network Net(k = 3)";

  private static Fault text(Code code, String text) {
    return new Fault(code, text, Leaves.NOTHING, Leaves.NOTHING);
  }

  private static Fault value(Code code, String text) {
    return new Fault(code, text, Leaves.NO_SHAPE, Leaves.NOTHING);
  }

  private static Fault harmless(Code code, String text) {
    return new Fault(code, text, Leaves.ALL, Leaves.NOTHING);
  }

  private static Fault shape(Code code, String text) {
    return new Fault(code, text, Leaves.NO_SHAPE, Leaves.ALL);
  }

  private static final List<Fault> FAULTS =
      List.of(
          text(Code.NIN0001, "conv 3x3 pad @"),
          text(Code.NIN0001, "mlpconv 3x3 [8, 8 8]"),
          text(Code.NIN0001, "maxpool 3x3 stride=2"),
          text(Code.NIN0001, "relu()"),
          text(Code.NIN0001, "cccp act linear"),
          text(Code.NIN0002, "conv 3×3 8"),
          text(Code.NIN0002, "relu;"),
          text(Code.NIN0003, "\"open@: relu"),
          text(Code.NIN0004, "conv 3xk 8"),
          text(Code.NIN0005, "gab"),
          text(Code.NIN0005, "conv 3x3 8 pda 1"),
          value(Code.NIN0101, "cccp widht@"),
          harmless(Code.NIN0104, "same@: relu same@: relu"),
          value(Code.NIN0105, "cccp 1.5"),
          value(Code.NIN0106, "conv 3x3 8 stride 0"),
          harmless(Code.NIN0106, "dropout 1.5"),
          value(Code.NIN0107, "cccp (1 / 0)"),
          harmless(Code.NIN0108, "maxpool 3x3 pad 1 group 2"),
          value(Code.NIN0109, "conv 3x3 8 pad 1 pad 1"),
          value(Code.NIN0110, "conv 3x3x3 8"),
          harmless(Code.NIN0111, "conv 3x3 8 pad 1 act rely"),
          harmless(Code.NIN0008, "\"a:@\": relu"),
          harmless(Code.NIN0112, "input 3x32x32"),
          new Fault(Code.NIN0113, "output nowhere@", Leaves.ALL, Leaves.NO_SHAPE),
          harmless(Code.NIN0114, "labels \"nowhere.txt\""),
          value(Code.NIN0116, "add { relu }"),
          value(Code.NIN0116, "concat { relu } { }"),
          harmless(Code.NIN0117, "concat { at@: relu } { relu output at@ }"),
          shape(Code.NIN0205, "conv 9999x9999 8 pad 5000"),
          shape(Code.NIN0206, "conv 1x1 16777216"),
          value(Code.NIN0207, "cccp 11111111111111111111111111111111111111111111111111"),
          shape(Code.NIN0301, "add { cccp 8 } { cccp 9 }"),
          shape(Code.NIN0302, "concat { cccp 8 } { conv 3x3 8 }"),
          shape(Code.NIN0303, "conv 99x99 8"),
          shape(Code.NIN0304, "cccp 9 group 5"),
          shape(Code.NIN0306, "maxpool 3x3 pad 3"),
          text(Code.NIN0001, "pair(8 8)"),
          text(Code.NIN0001, "repeat { relu }"),
          value(Code.NIN0105, "repeat 1.5 { relu }"),
          value(Code.NIN0106, "repeat 0 { relu }"),
          harmless(Code.NIN0106, "lrn 4"),
          harmless(Code.NIN0109, "lrn 5 alpha 1 alpha 2"),
          value(Code.NIN0110, "depthwise 3x3x3"),
          value(Code.NIN0116, "repeat 2 { }"),
          harmless(Code.NIN0117, "repeat 2 { relu labels [a] }"),
          new Fault(Code.NIN0120, "fire@(8)", Leaves.NOTHING, Leaves.NOTHING),
          value(Code.NIN0121, "pair(8, 9)"),
          harmless(Code.NIN0125, "preprocess { scale 1/255 order rgb }"),
          harmless(Code.NIN0126, "preprocess { order brg }"),
          harmless(Code.NIN0307, "preprocess { crop 8x8 }"),
          harmless(Code.NIN0308, "preprocess { order grey }"));

  @TestFactory
  Stream<DynamicTest> twoFaultsAreTwoErrors() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Fault first : FAULTS) {
      tests.add(DynamicTest.dynamicTest(first.code + " " + first.text, () -> pairs(first)));
    }
    return tests.stream();
  }

  /** One below the other, and in branches beside each other. */
  private static final List<String> SERIES =
      List.of(
          "FIRST\nSECOND\ntanh\n",
          "FIRST\ncccp 16\nSECOND\ntanh\n",
          "FIRST\nmlpconv 3x3 [8, 16] pad 1 relu\nSECOND\ntanh\n",
          "concat {\nFIRST\nrelu\nSECOND\ntanh\n} { relu }\n");

  private static final String BRANCHES = "concat {\nFIRST\n} {\nSECOND\n}\ntanh\n";

  private static final List<Code> OF_THE_NETWORK =
      List.of(
          Code.NIN0112,
          Code.NIN0113,
          Code.NIN0114,
          Code.NIN0125,
          Code.NIN0126,
          Code.NIN0307,
          Code.NIN0308);

  private static void pairs(Fault first) {
    StringBuilder wrong = new StringBuilder();
    int pairs = 0;
    for (Fault second : FAULTS) {
      for (String frame : frames(first, second)) {
        pairs++;
        wrong.append(check(frame, first, second));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(pairs).isGreaterThan(FAULTS.size());
  }

  private static List<String> frames(Fault first, Fault second) {
    boolean statements =
        OF_THE_NETWORK.contains(first.code) || OF_THE_NETWORK.contains(second.code);
    boolean once =
        first == second && first.code != Code.NIN0113 && statements
            || first.text.startsWith("preprocess") && second.text.startsWith("preprocess");
    List<String> frames = new ArrayList<>();
    if (second.seenBelow(first) && !once) {
      SERIES.stream().filter(s -> !statements || s.startsWith("FIRST")).forEach(frames::add);
    }
    if (!statements) {
      frames.add(BRANCHES);
    }
    return frames;
  }

  /** Empty, or what is wrong. */
  private static String check(String frame, Fault first, Fault second) {
    String whole = HEAD + " {\ninput 3x32x32\n" + frame + "}\n";
    String text = whole.replace("FIRST", first.text(1)).replace("SECOND", second.text(2));
    Diagnostics found = check(text);
    List<String> expected =
        List.of(first.code + " " + line(whole, "FIRST"), second.code + " " + line(whole, "SECOND"));
    List<String> actual = errors(found).stream().map(TwoFaultsTest::place).toList();
    return actual.equals(expected)
        ? ""
        : "\n" + text + "expected " + expected + "\n" + new Renderer(false).render(found);
  }

  private static long line(String text, String word) {
    return text.substring(0, text.indexOf(word)).chars().filter(c -> c == '\n').count() + 1;
  }

  private static String place(Diagnostic diagnostic) {
    return diagnostic.code() + " " + diagnostic.primary().map(Label::span).orElseThrow().line();
  }

  /** An error is not to hide or to make another; warnings stand beside them. */
  private static List<Diagnostic> errors(Diagnostics found) {
    return found.list().stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  private static Diagnostics check(String text) {
    try {
      return Ninc.check(
              path -> path.equals("net.nin") ? Optional.of(text) : Optional.empty(),
              "net.nin",
              Options.DEFAULT)
          .diagnostics();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the head of the network, and behind its end. */
  @Test
  void aFaultAroundTheBodyHidesNone() {
    for (Fault fault : FAULTS) {
      String body = " {\ninput 3x32x32\n" + fault.text(1) + "\ntanh\n}\n";
      assertThat(errors(check(HEAD.replace("3)", "3, wide = widht)") + body)))
          .as(fault.text)
          .extracting(TwoFaultsTest::place)
          .containsExactly("NIN0101 1", fault.code + " 3");
      assertThat(errors(check(HEAD + body + "network Other { }")))
          .as(fault.text)
          .extracting(TwoFaultsTest::place)
          .containsExactly(fault.code + " 3", "NIN0007 6");
    }
  }

  /** Otherwise a pair could give two errors by the one statement. */
  @Test
  void eachFaultIsOneError() {
    for (Fault fault : FAULTS) {
      Diagnostics found = check(HEAD + " {\ninput 3x32x32\n" + fault.text(1) + "\ntanh\n}\n");
      assertThat(errors(found))
          .as(new Renderer(false).render(found))
          .extracting(Diagnostic::code)
          .containsExactly(fault.code);
    }
  }
}
