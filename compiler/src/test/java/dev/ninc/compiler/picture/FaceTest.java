package dev.ninc.compiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTest {

  @Test
  void widthsAreThoseOfTheLetters() {
    assertThat(Face.HEADING.width("")).isZero();
    assertThat(Face.WORDS.width("i")).isLessThan(Face.WORDS.width("m"));
    assertThat(Face.NAME.width("conv1")).isGreaterThan(Face.TEXT.width("conv1"));
  }

  @Test
  void whatIsCutFits() {
    for (String text : List.of("conv", "w".repeat(300), "宽".repeat(40), "😀".repeat(40), "a b")) {
      for (int width = 20; width < 400; width += 7) {
        String cut = Face.NAME.cut(text, width);
        assertThat(Face.NAME.width(cut)).isLessThanOrEqualTo(width);
        assertThat(cut.equals(text)).isEqualTo(Face.NAME.width(text) <= width);
        assertThat(Character.isHighSurrogate(cut.charAt(Math.max(0, cut.length() - 2)))).isFalse();
      }
    }
  }

  @Test
  void paragraphsEndWhereTheRoomEnds() {
    assertThat(Paragraph.lines("one two three", Face.TEXT, 1_000, 3))
        .containsExactly("one two three");
    List<String> lines = Paragraph.lines("word ".repeat(100), Face.TEXT, 200, 3);
    assertThat(lines).hasSize(3).allMatch(l -> Face.TEXT.width(l) <= 200);
    assertThat(lines.get(2)).endsWith("…");
  }

  @Test
  void countsAreRounded() {
    assertThat(
            List.of(
                Numbers.rounded(9_999),
                Numbers.rounded(10_000),
                Numbers.rounded(222_486_528),
                Numbers.rounded(999_960_000),
                Numbers.rounded(Long.MAX_VALUE)))
        .containsExactly("9,999", "10.0 k", "222.5 M", "1.0 G", "9.2 E");
  }
}
