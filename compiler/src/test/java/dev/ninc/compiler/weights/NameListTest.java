package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameListTest {

  private static final List<String> TENSORS = List.of("0.weight", "0.bias", "a b", "#", "rest");

  private static Map<String, String> read(String text) {
    Diagnostics found = new Diagnostics();
    Map<String, String> names = NameList.read(new SourceFile("names.txt", text), TENSORS, found);
    assertThat(rendered(found)).isEmpty();
    return names;
  }

  private static String wrong(String text) {
    Diagnostics found = new Diagnostics();
    NameList.read(new SourceFile("names.txt", text), TENSORS, found);
    assertThat(found.hasErrors()).isTrue();
    return rendered(found);
  }

  private static String rendered(Diagnostics found) {
    return new Renderer(false).render(found);
  }

  @Test
  void columnsCommentsAndQuotes() {
    assertThat(
            read(
                """
                # what we trained
                0.weight   conv1.weight\t# the first
                \t"a b"\t "a.c d"\r
                0.bias -

                "#" "-"
                """))
        .containsExactly(
            entry("0.weight", "conv1.weight"),
            entry("a b", "a.c d"),
            entry("#", "-"),
            entry("rest", "rest"));
    assertThat(read("")).hasSize(5);
    assertThat(read("0.weight x#y")).containsEntry("0.weight", "x#y");
  }

  @Test
  void namesMayBeSwapped() {
    assertThat(read("0.weight 0.bias\n0.bias 0.weight"))
        .contains(entry("0.weight", "0.bias"), entry("0.bias", "0.weight"));
    assertThat(read("0.weight 0.bias\n0.bias -")).containsEntry("0.weight", "0.bias");
  }

  @Test
  void allMistakesAreReportedWithTheirPlaces() {
    assertThat(
            wrong(
                """
                0.weight conv1.weight
                0.weigth conv2.weight
                rest
                0.bias conv1.bias conv1
                0.weight again
                "a b conv3
                "" x
                "a b" rest
                """))
        .startsWith(
            """
            error[NIN0402]: The weights have no tensor `0.weigth`.
              ┌─ names.txt:2:1
            2 │ 0.weigth conv2.weight
              │ ^^^^^^^^ no such tensor
              Hint: Write `0.weight`, if you meant that.

            error[NIN0401]: This line of the list of names cannot be read.
              ┌─ names.txt:3:1
            3 │ rest
              │ ^^^^ one name, not two
              Hint: Write the tensor's name in its file, a blank, and its name in the network; \
            a name with blanks stands in double quotes.
            """)
        .containsSubsequence("names.txt:4:1", "3 words, not two")
        .containsSubsequence("[NIN0104]: `0.weight` is given twice.", "names.txt:5:1")
        .containsSubsequence("names.txt:6:1", "a quote that is not closed")
        .containsSubsequence("names.txt:7:1", "or nothing in it")
        .containsSubsequence("[NIN0403]: Two tensors would be called `rest`.", "names.txt:8:7");
  }

  @Test
  void twoTensorsWithOneName() {
    assertThat(wrong("0.bias rest"))
        .contains("error[NIN0403]: Two tensors would be called `rest`.", "names.txt:1:8")
        .contains("the weights have one that is called so");
    assertThat(wrong("0.bias x\n# c\n0.weight x"))
        .contains("names.txt:3:10", "the second one", "the first one");
    assertThat(wrong("0.weight x\n0.bias x\nrest x").split("error\\[NIN0403\\]")).hasSize(3);
  }

  @Test
  void namesAreFitForATerminal() {
    assertThat(wrong("\u001b[2J x")).doesNotContain("\u001b[2J` ").contains("`?[2J`");
  }

  @Test
  void aLongListIsReadQuickly() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("tensor.").append(i).append(" x\n");
    }
    assertThat(wrong(text.toString())).contains("`tensor.0`", Code.NIN0402.name());
  }
}
