package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All figures that there are, also those of earlier runs: document and plot are made of them. */
final class Results {

  private static final String HEAD = "part\tjdk\tnetwork\tsetting\twhat\tvalue\terror\teffort\n";

  private final SortedMap<Figure.Key, Figure> figures;

  private Results(SortedMap<Figure.Key, Figure> figures) {
    this.figures = figures;
  }

  static Results none() {
    return new Results(new TreeMap<>());
  }

  /**
   * Figures from a file that {@link #write} wrote; none if it is not there.
   *
   * @throws IOException if it can't be read, or holds something else
   */
  static Results read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return none();
    }
    SortedMap<Figure.Key, Figure> figures = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    try {
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        Figure figure = Figure.parse(line);
        figures.put(figure.key(), figure);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no table of figures: " + e.getMessage(), e);
    }
    return new Results(figures);
  }

  void write(Path file) throws IOException {
    Document.write(
        file,
        HEAD + figures.values().stream().map(f -> f.line() + "\n").collect(Collectors.joining()));
  }

  /** These figures instead of all that were measured for the same settings. */
  Results with(Collection<Figure> measured) {
    SortedMap<Figure.Key, Figure> all = new TreeMap<>(figures);
    measured.forEach(f -> all.keySet().removeIf(k -> k.sameSetting(f.key())));
    measured.forEach(f -> all.put(f.key(), f));
    return new Results(all);
  }

  Optional<Estimate> find(Figure.Key key) {
    return Optional.ofNullable(figures.get(key)).map(Figure::estimate);
  }

  /** How much larger one figure is than another; empty where one of them is missing. */
  Optional<Estimate> ratio(Figure.Key dividend, Figure.Key divisor) {
    return find(dividend).flatMap(a -> find(divisor).map(a::by));
  }

  /** Whether figures among them were measured for a look. */
  boolean quick(Predicate<Figure.Key> which) {
    return figures.values().stream()
        .anyMatch(f -> f.effort() == Effort.QUICK && which.test(f.key()));
  }

  /** How long it took to measure these figures. */
  double seconds(Predicate<Figure.Key> which) {
    return figures.values().stream()
        .filter(f -> f.key().what().equals(Figure.SECONDS) && which.test(f.key()))
        .mapToDouble(f -> f.estimate().value())
        .sum();
  }
}
