package dev.ninc.compiler.picture;

import java.util.ArrayList;
import java.util.List;

/** Words in lines. */
final class Paragraph {

  private Paragraph() {}

  /**
   * Lines of at most this width, the last one with {@code …} where there is no room for all.
   *
   * @param most lines, at least one
   */
  static List<String> lines(String text, Face face, int width, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Clean.text(text).strip().split(" +")) {
      boolean fits = line.isEmpty() || face.width(line + " " + word) <= width;
      if (!fits && lines.size() < most - 1) {
        lines.add(face.cut(line.toString(), width));
        line.setLength(0);
      } else if (!fits) {
        line.append(' ').append(word);
        break; // the cut says that there is more
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(face.cut(line.toString(), width));
    }
    return lines;
  }
}
