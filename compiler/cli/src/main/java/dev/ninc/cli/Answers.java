package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What a network says to images.
 *
 * @param images what was asked
 * @param answers for each image an output of the network
 * @param top how many classes to show
 */
record Answers(List<InputImage> images, List<float[]> answers, Ranking ranking, int top) {

  /** For people. */
  void print(PrintWriter out) {
    for (int i = 0; i < images.size(); i++) {
      out.println(title(i));
      TextTable table = new TextTable(TextTable.Align.RIGHT, TextTable.Align.LEFT);
      for (Ranking.Guess guess : ranking.top(answers.get(i), top)) {
        table.row(String.format(Locale.ROOT, "%.2f %%", 100 * guess.probability()), guess.label());
      }
      table.lines().forEach(line -> out.println("  " + line));
    }
  }

  /** The file, and the image's number where the file holds several. */
  private String title(int i) {
    InputImage image = images.get(i);
    boolean several =
        image.index() > 0 || i + 1 < images.size() && images.get(i + 1).index() > image.index();
    return several ? image.file() + " #" + image.index() : image.file();
  }

  /** For programs: an array with one object for each image. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < images.size(); i++) {
      json.writeStartObject();
      json.writeStringField("input", images.get(i).file());
      json.writeNumberField("image", images.get(i).index());
      json.writeArrayFieldStart("top");
      for (Ranking.Guess guess : ranking.top(answers.get(i), top)) {
        write(json, guess);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Ranking.Guess guess) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", guess.index());
    json.writeStringField("label", guess.label());
    Json.number(json, "probability", (float) guess.probability());
    if (ranking.scores()) {
      Json.number(json, "score", guess.score());
    }
    json.writeEndObject();
  }
}
