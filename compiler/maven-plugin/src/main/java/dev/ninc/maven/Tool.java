package dev.ninc.maven;

import dev.ninc.compiler.Ninc;
import dev.ninc.runtime.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** This plugin, with the compiler and the runtime that it brings along. */
final class Tool {

  private Tool() {}

  /** The runtime: what vector kernels are compiled against. */
  static Path runtime() {
    return place(Model.class);
  }

  /**
   * Of all that decides what comes of a network: a version that is still worked on has one name.
   */
  static String hash() throws IOException {
    return hash(Tool.class.getClassLoader());
  }

  static String hash(ClassLoader loader) throws IOException {
    StringBuilder text = new StringBuilder(Ninc.GENERATOR);
    for (Path place : places(loader)) {
      text.append(' ').append(hash(place));
    }
    return Hash.of(text.toString());
  }

  /**
   * All that classes come from. Maven gives each plugin a loader with its jars, those of the
   * grammar and of other libraries too.
   */
  static List<Path> places(ClassLoader loader) {
    if (!(loader instanceof URLClassLoader plugin)) { // this project's own tests
      return Stream.of(Tool.class, Ninc.class, Model.class).map(Tool::place).toList();
    }
    return Arrays.stream(plugin.getURLs()).map(Tool::path).sorted().toList();
  }

  private static String hash(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Hash.of(place);
    }
    StringBuilder text = new StringBuilder(); // a folder of classes
    for (Path file : Disk.files(place)) {
      text.append(Hash.of(file));
    }
    return Hash.of(text.toString());
  }

  private static Path place(Class<?> type) {
    return path(type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static Path path(URL place) {
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
