package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that builds wrote and write. */
record Outputs(Folders folders) {

  private static final String JAVA = ".java";

  /**
   * Writes files; one that holds the same already keeps its time.
   *
   * @return hashes by file
   */
  SortedMap<State.Place, String> write(List<Output> outputs) throws IOException {
    SortedMap<State.Place, String> hashes = new TreeMap<>();
    for (Output output : outputs) {
      Path file = folders.root(output.kind()).resolve(output.path());
      String hash = Disk.write(folders.parts(), file, output.content());
      hashes.put(new State.Place(output.kind(), output.path()), hash);
    }
    return hashes;
  }

  /** Whether files are still what was written. */
  boolean areThere(SortedMap<State.Place, String> hashes) throws IOException {
    for (Map.Entry<State.Place, String> output : hashes.entrySet()) {
      State.Place place = output.getKey();
      Path file = folders.root(place.kind()).resolve(place.path());
      if (!Hash.of(file).equals(output.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Deletes a file, and what the user's build has made of it: it would not delete that itself. */
  void remove(State.Place place) throws IOException {
    Disk.delete(folders.root(place.kind()), place.path());
    switch (place.kind()) {
      case RESOURCE -> Disk.delete(folders.classes(), place.path());
      case SOURCE -> removeClasses(place.path());
      case VECTOR_SOURCE -> {} // nothing is made of it
    }
  }

  private void removeClasses(String source) throws IOException {
    String name = source.substring(source.lastIndexOf('/') + 1).replace(JAVA, "");
    Path folder = folders.classes().resolve(source).normalize().getParent();
    if (!folder.startsWith(folders.classes()) || !Files.isDirectory(folder)) {
      return;
    }
    List<Path> classes;
    try (Stream<Path> files = Files.list(folder)) {
      classes = files.filter(f -> isClassOf(name, f.getFileName().toString())).toList();
    }
    for (Path file : classes) {
      Disk.delete(folders.classes(), folders.classes().relativize(file).toString());
    }
  }

  private static boolean isClassOf(String name, String file) {
    return file.equals(name + ".class") || file.startsWith(name + "$") && file.endsWith(".class");
  }
}
