package dev.ninc.benchmarks;

import java.util.List;

/** A Markdown table: words to the left, numbers to the right. */
final class MarkdownTable {

  private final int columns;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param words how many of the columns, from the first, hold words
   */
  MarkdownTable(int words, String... heads) {
    columns = heads.length;
    row(heads);
    text.append('|');
    for (int i = 0; i < columns; i++) {
      text.append(i < words ? "---|" : "---:|");
    }
    text.append('\n');
  }

  void row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          List.of(cells) + " are " + cells.length + " cells, not " + columns);
    }
    text.append('|');
    for (String cell : cells) {
      text.append(cell.isEmpty() ? " |" : " " + cell + " |");
    }
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
