package dev.ninc.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table: words to the left, numbers to the right. */
final class MarkdownTable {

  private final int columns;
  private int rows;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param words how many of the columns, from the first, hold words
   */
  MarkdownTable(int words, String... heads) {
    columns = heads.length;
    line(heads);
    text.append('|');
    for (int i = 0; i < columns; i++) {
      text.append(i < words ? "---|" : "---:|");
    }
    text.append('\n');
  }

  void row(String... cells) {
    line(cells);
    rows++;
  }

  private void line(String... cells) {
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

  /** Tables one below the other. */
  static String all(MarkdownTable... tables) {
    return Arrays.stream(tables)
        .map(MarkdownTable::toString)
        .filter(t -> !t.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** Nothing where it has no rows. */
  @Override
  public String toString() {
    return rows == 0 ? "" : text.toString();
  }
}
