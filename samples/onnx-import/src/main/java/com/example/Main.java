package com.example;

import dev.ninc.runtime.Prediction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import model.Glyphs;

/**
 * Says which glyph the imported network finds in drawings: text files of 12 lines of `.` and `#`.
 */
public final class Main {

  /** In the order of the model's output: ONNX knows no names for classes. */
  static final List<String> CLASSES = List.of("plus", "cross", "box", "none");

  private Main() {}

  public static void main(String[] files) {
    try {
      Glyphs model = Glyphs.load();
      for (String file : files) {
        Prediction best = model.top(model.run(Drawing.read(Path.of(file))), 0, 1).get(0);
        System.out.println(file + ": " + CLASSES.get(best.index()) + " " + best.score());
      }
    } catch (NoSuchFileException e) {
      fail("there is no file " + e.getMessage());
    } catch (IOException e) {
      fail(e.getMessage());
    }
  }

  private static void fail(String message) {
    System.err.println("error: " + message);
    System.exit(1);
  }
}
