package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

  private final TextTable table = new TextTable(TextTable.Align.LEFT, TextTable.Align.RIGHT);

  @Test
  void columnsAreAligned() {
    table.row("layer", "MACs").row("a → b", 7).row("c", 12345);
    assertThat(table.lines()).containsExactly("layer   MACs", "a → b      7", "c      12345");
  }

  @Test
  void linesDoNotEndInBlanks() {
    assertThat(table.row("layer", "").lines()).containsExactly("layer");
  }

  @Test
  void aRowHasAsManyCellsAsThereAreColumns() {
    assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
