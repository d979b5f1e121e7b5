package dev.ninc.runtime;

import java.util.Arrays;

/**
 * A part of a resized picture, computed without the rest: rows of the picture pass by one after the
 * other, each is resized along its length, rounded to 8 bits, and added to the rows of the result
 * that it belongs to. Beyond the picture and the result it needs a few rows of memory.
 */
final class Resampling {

  private final Picture picture;
  private final int background;
  private final ResizeWindows columns;
  private final ResizeWindows rows;
  private final int[] colours;
  private final int[] line;
  private final int[] sums;

  /**
   * @param background what shows through transparent pixels, packed
   * @param rows which rows of the picture make which rows of the result
   */
  Resampling(Picture picture, int background, ResizeWindows rows, ResizeWindows columns) {
    this.picture = picture;
    this.background = background;
    this.rows = rows;
    this.columns = columns;
    this.colours = new int[3 * picture.width()];
    this.line = new int[3 * columns.count()];
    this.sums = new int[Math.multiplyExact(rows.count(), line.length)];
  }

  /** Red, green and blue of each pixel, 0 to 255, row by row. */
  int[] run() {
    Arrays.fill(sums, ResizeWindows.HALF);
    int last = rows.count() - 1;
    int open = 0;
    for (int y = rows.first(0); y < rows.end(last); y++) {
      flatten(y);
      resizeLine();
      while (rows.end(open) <= y) {
        open++;
      }
      for (int row = open; row <= last && rows.first(row) <= y; row++) {
        add(rows.weights(row)[y - rows.first(row)], row * line.length);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = ResizeWindows.sample(sums[i]);
    }
    return sums;
  }

  /** A row of the picture over the background. */
  private void flatten(int y) {
    int width = picture.width();
    for (int x = 0; x < width; x++) {
      int pixel = Preprocessing.over(picture.argb()[y * width + x], background);
      colours[3 * x] = pixel >> 16 & 255;
      colours[3 * x + 1] = pixel >> 8 & 255;
      colours[3 * x + 2] = pixel & 255;
    }
  }

  private void resizeLine() {
    for (int x = 0; x < columns.count(); x++) {
      int[] weights = columns.weights(x);
      int at = 3 * columns.first(x);
      int red = ResizeWindows.HALF;
      int green = ResizeWindows.HALF;
      int blue = ResizeWindows.HALF;
      for (int weight : weights) {
        red += weight * colours[at];
        green += weight * colours[at + 1];
        blue += weight * colours[at + 2];
        at += 3;
      }
      line[3 * x] = ResizeWindows.sample(red);
      line[3 * x + 1] = ResizeWindows.sample(green);
      line[3 * x + 2] = ResizeWindows.sample(blue);
    }
  }

  private void add(int weight, int to) {
    for (int i = 0; i < line.length; i++) {
      sums[to + i] += weight * line[i];
    }
  }
}
