package dev.ninc.maven;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was made of what, as a text of one line for each file:
 *
 * <pre>
 * model        what           sha-256      path
 * cifar10.nin  input          4f1c09b6…    /home/me/app/src/main/nin/cifar10.nin
 * cifar10.nin  input          -            /home/me/app/src/main/nin/cifar10.safetensors
 * cifar10.nin  source         9a0de511…    model/Cifar10.java
 * cifar10.nin  options        77b0c2aa…
 * </pre>
 *
 * The paths of inputs are absolute: weights may lie anywhere. A project that was moved is compiled
 * anew.
 *
 * @param models by their paths below the source folder
 */
record State(SortedMap<String, Made> models) {

  private static final String TITLE =
      "# What ninc-maven-plugin made, and of what. Delete it, and all is made anew.";

  private static final String INPUT = "input";
  private static final String OPTIONS = "options";
  private static final Map<String, Output.Kind> OUTPUTS =
      Map.of(
          "source", Output.Kind.SOURCE,
          "resource", Output.Kind.RESOURCE,
          "vector-source", Output.Kind.VECTOR_SOURCE);

  /**
   * One network.
   *
   * @param options the hash of the plugin and of what the user chose
   * @param inputs hashes by path
   * @param outputs hashes by file
   */
  record Made(String options, SortedMap<String, String> inputs, SortedMap<Place, String> outputs) {

    /** What is about to be made, as long as it is not: so nothing is current. */
    static Made claim(Set<Place> places) {
      SortedMap<Place, String> outputs = new TreeMap<>();
      places.forEach(place -> outputs.put(place, Hash.NO_FILE));
      return new Made(Hash.NO_FILE, new TreeMap<>(), outputs);
    }

    /** Whether the {@code .nin} file is still where it was. */
    boolean isThere(String model) {
      return inputs.keySet().stream()
          .anyMatch(p -> p.endsWith("/" + model) && Files.isRegularFile(Path.of(p)));
    }
  }

  /** Where a file lies. */
  record Place(Output.Kind kind, String path) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::kind).thenComparing(Place::path).compare(this, other);
    }
  }

  static State none() {
    return new State(new TreeMap<>());
  }

  /** All files that were made. */
  Set<Place> places() {
    return models.values().stream()
        .flatMap(made -> made.outputs().keySet().stream())
        .collect(Collectors.toSet());
  }

  /** What a build left; nothing where there is no such file, or where it is no such file. */
  static State read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return none();
    }
    try {
      return parse(Files.readAllLines(file)).orElseGet(State::none);
    } catch (MalformedInputException e) {
      return none();
    }
  }

  private static Optional<State> parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
      return Optional.empty();
    }
    SortedMap<String, Made> models = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 4 || line.indexOf('\0') >= 0) { // which no path may hold
        return Optional.empty();
      }
      Made made =
          models.computeIfAbsent(columns[0], m -> new Made("", new TreeMap<>(), new TreeMap<>()));
      if (columns[1].equals(OPTIONS)) {
        models.put(columns[0], new Made(columns[2], made.inputs(), made.outputs()));
      } else if (columns[1].equals(INPUT)) {
        made.inputs().put(columns[3], columns[2]);
      } else if (OUTPUTS.containsKey(columns[1])) {
        made.outputs().put(new Place(OUTPUTS.get(columns[1]), columns[3]), columns[2]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new State(models));
  }

  /** Writes the file, as a whole. */
  void write(Path file) throws IOException {
    Disk.write(
        file.getParent(), file, f -> Files.write(f, text().getBytes(StandardCharsets.UTF_8)));
  }

  private String text() {
    TreeSet<String> lines = new TreeSet<>();
    models.forEach(
        (model, made) -> {
          lines.add(line(model, OPTIONS, made.options(), ""));
          made.inputs().forEach((path, hash) -> lines.add(line(model, INPUT, hash, path)));
          made.outputs()
              .forEach(
                  (file, hash) -> lines.add(line(model, word(file.kind()), hash, file.path())));
        });
    return TITLE + "\n" + lines.stream().map(l -> l + "\n").collect(Collectors.joining());
  }

  private static String line(String model, String what, String hash, String path) {
    return String.join("\t", model, what, hash, path);
  }

  private static String word(Output.Kind kind) {
    return OUTPUTS.entrySet().stream()
        .filter(e -> e.getValue() == kind)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
