package dev.ninc.maven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The projects among the samples of this repository. */
public final class Samples {

  private Samples() {}

  /**
   * Copies some, without what a build has left there.
   *
   * @param folder of a project of integration tests, where it is copied to for its build
   */
  public static void copy(File folder, String... names) throws IOException {
    Path module = folder.toPath().resolve("../../..");
    Path samples = module.resolve("../../samples").normalize();
    for (String name : names) {
      copy(samples.resolve(name), folder.toPath().resolve(name));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files =
          all.filter(f -> Files.isRegularFile(f) && !f.startsWith(from.resolve("target"))).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
