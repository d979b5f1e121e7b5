package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The folder of the figures: their table {@code results.tsv}, and what is made of it, sections of
 * {@code BENCHMARKS.md} and the plot {@code speed.svg}.
 */
record Report(Path folder) {

  static final String RESULTS = "results.tsv";
  static final String DOCUMENT = "BENCHMARKS.md";
  static final String PLOT = "speed.svg";

  /** The versions of Java that have sections. */
  static final List<Integer> JDKS = List.of(17, 25);

  private static final String QUICK =
      "A quick look: some of these figures are of few runs, and mean little.\n\n";

  /** The section for what the figures of a Java were measured on. */
  static String machineSection(int jdk) {
    return "jdk " + jdk + " machine";
  }

  /** The section of a part. */
  static String section(Part part, int jdk) {
    return part == Part.SIZE ? part.toString() : "jdk " + jdk + " " + part;
  }

  Results results() throws IOException {
    return Results.read(folder.resolve(RESULTS));
  }

  /**
   * Makes sure, before anything takes long, that there is something to write into.
   *
   * @throws IOException if there is no document, or a section is missing in it
   */
  void check(List<Part> parts, int jdk) throws IOException {
    Document.requireSection(folder.resolve(DOCUMENT), machineSection(jdk));
    for (Part part : parts) {
      Document.requireSection(folder.resolve(DOCUMENT), section(part, jdk));
    }
  }

  /** Writes all figures, and the sections and the plot that a part of them changes. */
  void write(Results results, Part part, int jdk) throws IOException {
    results.write(folder.resolve(RESULTS));
    Results written = results(); // rounded, as whoever renders them later finds them
    Path document = folder.resolve(DOCUMENT);
    Document.replace(document, section(part, jdk), text(written, part, jdk));
    Document.replace(document, machineSection(jdk), machine(written, jdk));
    if (part == Part.SPEED) {
      Document.write(folder.resolve(PLOT), Plot.svg(written));
    }
  }

  /** Makes all sections and the plot again, of the figures that there are. */
  void render() throws IOException {
    Results results = results();
    for (int jdk : JDKS) {
      check(List.of(Part.values()), jdk);
    }
    for (int jdk : JDKS) {
      for (Part part : Part.values()) {
        Document.replace(folder.resolve(DOCUMENT), section(part, jdk), text(results, part, jdk));
      }
    }
    Document.write(folder.resolve(PLOT), Plot.svg(results));
  }

  /** The tables of a part. */
  static String text(Results results, Part part, int jdk) {
    int version = part == Part.SIZE ? 0 : jdk;
    boolean quick = results.quick(k -> k.part() == part && k.jdk() == version);
    return (quick ? QUICK : "") + new Tables(results, jdk).of(part);
  }

  private static String machine(Results results, int jdk) {
    double seconds =
        Arrays.stream(Part.values())
            .mapToDouble(
                p -> results.seconds(k -> k.part() == p && (k.jdk() == jdk || k.jdk() == 0)))
            .sum();
    return Machine.describe()
        + ". Measuring its figures took "
        + Progress.duration(seconds)
        + " in all.\n";
  }
}
