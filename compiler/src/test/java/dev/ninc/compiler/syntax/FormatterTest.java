package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The layout, rule by rule. */
class FormatterTest {

  @Test
  void oneStatementOnALineAndTwoColumnsForEachLevel() {
    format(
        """
        network  A(k=3,size = 32 ){input 3 x size x size conv:conv k x k 64
        pad(k/2-1/2) "a b"  : cccp (-k+ 2*-3) concat{conv 3x3 8 relu}{identity} {
        cccp 4
        add {relu} {identity}
        }
        labels ["a",b , conv ]
        output   a . b}""",
        """
        network A(k = 3, size = 32) {
          input 3 x size x size
          conv: conv k x k 64 pad (k / 2 - 1/2)
          "a b": cccp (-k + 2 * -3)
          concat {
            conv 3x3 8
            relu
          } { identity } {
            cccp 4
            add { relu } { identity }
          }
          labels ["a", b, conv]
          output a.b
        }
        """);
  }

  @Test
  void emptyLinesBetweenGroupsStayOneEach() {
    format(
        "\uFEFF\r\n\r\n// a\r\n\r\n\r\n\r\n/// b\r\nnetwork A {\r\n\r\n\r\n  input 1x1x1\r\n\r\n\r\n"
            + "  gap\r\n  relu\r\n\r\n\r\n  // end\r\n\r\n\r\n}\r\n\r\n\r\n// eof\r\n\r\n",
        """
        // a

        /// b
        network A {
          input 1x1x1

          gap
          relu

          // end
        }

        // eof
        """);
  }

  @Test
  void commentsStayWhereTheyAre() {
    format(
        """
        // first
        network A // name
        ( // parameters
        a = 1, // one
        // above
        b = 2 // two
        // below
        ) // header
        { // body
        input 1x1x1 // input\t
           // own line
        conv // kind
          // window
        3x3 // filters
        64 // option
           pad // pad
           1
        mlpconv 3x3 [a, b // b
        ]
        cccp (a // plus
        + b)
        leaky( // nothing
        a)
        add { // first
        relu } // between
        { identity // plain
        }
        gap }// end
        """,
        """
        // first
        network A // name
        ( // parameters
          a = 1, // one
          // above
          b = 2 // two
          // below
        ) // header
        { // body
          input 1x1x1 // input
          // own line
          conv // kind
              // window
              3x3 // filters
              64 // option
              pad // pad
              1
          mlpconv 3x3 [
            a,
            b // b
          ]
          cccp (a // plus
              + b)
          leaky( // nothing
              a)
          add { // first
            relu
          } // between
          {
            identity // plain
          }
          gap
        } // end
        """);
  }

  @Test
  void longListsAreBroken() {
    String name = "a_rather_long_name_for_a_parameter_of_a_network";
    format(
        "network A(" + name + "1 = 1, " + name + "2 = 2) { input 1x1x1 gap }",
        "network A(\n  " + name + "1 = 1,\n  " + name + "2 = 2\n) {\n  input 1x1x1\n  gap\n}\n");
    format(
        "network A { mlpconv 3x3 [\"" + name + "\": 1, \"" + name + "\": 2] pad 1 gap }",
        """
        network A {
          mlpconv 3x3 [
            "NAME": 1,
            "NAME": 2
          ] pad 1
          gap
        }
        """
            .replace("NAME", name));
  }

  @Test
  void manyLabelsFillLines() {
    String labels = "labels [" + "Persian_cat, ".repeat(10) + "dog]";
    format(
        "network A { " + labels + "}",
        """
        network A {
          labels [
            Persian_cat, Persian_cat, Persian_cat, Persian_cat, Persian_cat, Persian_cat, Persian_cat,
            Persian_cat, Persian_cat, Persian_cat, dog
          ]
        }
        """);
  }

  @Test
  void longStatementsGoOnBeforeAnOption() {
    format(
        "network A { \"a layer with a name that is much longer than it ought to be\": conv 3x3 64"
            + " pad [1, 2, 3, 4] stride 2 norm // and a comment behind it\nnobias }",
        """
        network A {
          "a layer with a name that is much longer than it ought to be": conv 3x3 64 pad [1, 2, 3, 4]
              stride 2 norm // and a comment behind it
              nobias
        }
        """);
  }

  @Test
  void whatIsShortMayStayOnOneLine() {
    format(
        """
        import "a.nin"
        import   "b.nin"
        block one( n ){cccp n}
        block two(n, m=2*n) {one(n) one(n=m)}
        // the network
        network A {input 1x1x1 preprocess{scale 1/255} repeat 3 {one( 4)} fire2:two(1,m=3)}
        """,
        """
        import "a.nin"
        import "b.nin"

        block one(n) { cccp n }

        block two(n, m = 2 * n) {
          one(n)
          one(n = m)
        }

        // the network
        network A {
          input 1x1x1
          preprocess { scale 1/255 }
          repeat 3 { one(4) }
          fire2: two(1, m = 3)
        }
        """);
  }

  @Test
  void numbersInPathsStayNumbers() {
    format("network A { output a . 0 . 1 . b }", "network A {\n  output a.0 .1.b\n}\n");
  }

  @Test
  void aTextWithMistakesIsLeftAlone() {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = new SourceFile("a.nin", "network A { input 1x1x1 conv 3x3 }");
    assertThat(Formatter.format(file, diagnostics)).isEmpty();
    assertThat(diagnostics.list()).hasSize(1);
  }

  private static void format(String text, String expected) {
    String once = formatted(text);
    assertThat(once).isEqualTo(expected);
    assertThat(formatted(once)).isEqualTo(once);
  }

  private static String formatted(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> formatted = Formatter.format(new SourceFile("test.nin", text), diagnostics);
    assertThat(diagnostics.list()).isEmpty();
    return formatted.orElseThrow();
  }
}
