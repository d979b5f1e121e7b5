package com.example.classifier;

import dev.ninc.runtime.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Classifies all pictures of a folder; those that can't be read are reported and left out. */
record Classification(
    Model model, Arguments arguments, PrintWriter out, PrintWriter err, Optional<Writer> terminal) {

  /**
   * @return the exit code
   * @throws IOException if the folder can't be read, or the file can't be written: then it is as it
   *     was
   */
  int run() throws IOException {
    List<Path> pictures = Pictures.below(arguments.folder());
    if (pictures.isEmpty()) {
      throw new IOException(arguments.folder() + " holds no PNG, JPEG, BMP or GIF file.");
    }
    int failed;
    try (CsvFile csv = CsvFile.beside(arguments.csv());
        Progress progress = new Progress(pictures.size(), terminal)) {
      csv.row("file", "rank", "class", "probability");
      failed = rows(pictures, csv, progress);
      csv.done();
    }
    out.println(
        arguments.csv()
            + ": "
            + (pictures.size() - failed)
            + " of "
            + pictures.size()
            + " pictures");
    return failed == 0 ? Main.OK : Main.FAILED;
  }

  private int rows(List<Path> pictures, CsvFile csv, Progress progress) throws IOException {
    int failed = 0;
    for (Path picture : pictures) {
      Answer answer = Answer.of(model, picture, arguments.count());
      String name = Pictures.name(arguments.folder(), picture);
      if (answer.failure().isPresent()) {
        failed++;
        progress.clear();
        err.println("skipped: " + answer.failure().get());
      }
      for (int i = 0; i < answer.classes().size(); i++) {
        var seen = answer.classes().get(i);
        csv.row(name, Integer.toString(i + 1), seen.label(), Float.toString(seen.score()));
      }
      progress.step();
    }
    return failed;
  }
}
