package dev.ninc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, two blanks apart; numbers stand right, words left. */
final class TextTable {

  /** On which side of its column a text stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Align... columns) {
    this.columns = List.of(columns);
  }

  TextTable row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    return this;
  }

  /** The lines, without blanks at their ends. */
  List<String> lines() {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = row.get(c);
      String fill = " ".repeat(widths[c] - length(cell));
      line.append(c == 0 ? "" : "  ");
      line.append(columns.get(c) == Align.LEFT ? cell + fill : fill + cell);
    }
    return line.toString().stripTrailing();
  }

  /** In characters as a reader counts them. */
  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
