package dev.ninc.maven;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A project of a user, in a temporary folder. */
final class Project {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private final Path root;
  private Choices choices = Choices.DEFAULT;

  Project(Path root) {
    this.root = root;
  }

  Path sources() {
    return root.resolve("src/main/nin");
  }

  Path classes() {
    return root.resolve("target/classes");
  }

  Path state() {
    return state("default");
  }

  void choose(Choices what) {
    choices = what;
  }

  /** Writes a text below the folder of sources. */
  Project with(String path, String text) throws IOException {
    return file(sources().resolve(path), text);
  }

  Project file(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Writes weights for the network {@link #tiny}, of this many outputs. */
  Path weights(String path, int outputs) throws IOException {
    Path file = sources().resolve(path);
    Files.createDirectories(file.getParent());
    SafetensorsWriter.write(
        file,
        List.of(
            new WeightTensor("conv1.weight", List.of(outputs, 1, 3, 3), new float[9 * outputs]),
            new WeightTensor("conv1.bias", List.of(outputs), new float[outputs])));
    return file;
  }

  /** Writes the same weights as NumPy does. */
  void arrays(String path, int outputs) throws IOException {
    arrays(path, Map.of("conv1.weight", List.of(outputs, 1, 3, 3), "conv1.bias", List.of(outputs)));
  }

  /** Writes arrays of zeros of these shapes. */
  void arrays(String path, Map<String, List<Integer>> shapes) throws IOException {
    Files.createDirectories(sources());
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(sources().resolve(path)))) {
      for (Map.Entry<String, List<Integer>> array : shapes.entrySet()) {
        array(zip, array.getKey(), array.getValue());
      }
    }
  }

  private static void array(ZipOutputStream zip, String name, List<Integer> dims)
      throws IOException {
    int count = dims.stream().reduce(1, (a, b) -> a * b);
    String shape = dims.stream().map(d -> d + ",").collect(Collectors.joining("", "(", ")"));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(US_ASCII);
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
    zip.write(text);
    zip.write(new byte[4 * count]);
    zip.closeEntry();
  }

  /** A network with the tensors {@code conv1.weight} and {@code conv1.bias}. */
  static String tiny(String name) {
    return "network " + name + "(width = 2) { input 1x4x4 conv 3x3 width gap softmax }";
  }

  /** A network that calls the block of {@code blocks.nin}. */
  static String caller(String name) {
    return "import \"blocks.nin\" network " + name + " { input 1x4x4 part(2) gap softmax }";
  }

  Result build() throws IOException {
    return Compilation.run(new Request(sources(), folders("default", Map.of()), choices));
  }

  /**
   * As {@link #build}, of one of two executions with the same roots.
   *
   * @param from a folder below that of the sources
   */
  Result build(String execution, String from, String other) throws IOException {
    Folders folders = folders(execution, Map.of(other, state(other)));
    return Compilation.run(new Request(sources().resolve(from), folders, choices));
  }

  private Path state(String execution) {
    return root.resolve("target/ninc/main-" + execution + ".state");
  }

  Folders folders(String execution, Map<String, Path> others) {
    return new Folders(
        root.resolve("target/generated-sources/ninc"),
        root.resolve("target/generated-resources/ninc"),
        root.resolve("target/ninc/main-vector-sources"),
        classes(),
        state(execution),
        others);
  }

  /** The generated files, from the folder {@code target} on. */
  List<String> made() throws IOException {
    return times().keySet().stream().filter(p -> !p.endsWith(".state")).toList();
  }

  String text(String path) throws IOException {
    return Files.readString(root.resolve("target").resolve(path));
  }

  /** Gives all generated files an old time, so that each one that is written again shows. */
  void age() throws IOException {
    for (String path : times().keySet()) {
      Files.setLastModifiedTime(root.resolve("target").resolve(path), LONG_AGO);
    }
  }

  /** The generated files that were written since {@link #age}. */
  List<String> young() throws IOException {
    return times().entrySet().stream()
        .filter(e -> !e.getValue().equals(LONG_AGO))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, FileTime> times() throws IOException {
    Path target = root.resolve("target");
    Map<String, FileTime> times = new TreeMap<>();
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.walk(target)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String path = target.relativize(file).toString().replace('\\', '/');
          times.put(path, Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  /** All that a build said. */
  static String said(Result result) {
    return result.messages().stream()
        .map(m -> m.level() + " " + m.text())
        .collect(Collectors.joining("\n"));
  }
}
