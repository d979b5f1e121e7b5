package dev.ninc.maven;

import dev.ninc.compiler.Ninc;
import dev.ninc.runtime.Model;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    StringBuilder text = new StringBuilder(Ninc.GENERATOR);
    for (Class<?> type : List.<Class<?>>of(Tool.class, Ninc.class, Model.class)) {
      text.append(' ').append(hash(place(type)));
    }
    return Hash.of(text.toString());
  }

  private static String hash(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return Hash.of(place);
    }
    StringBuilder text = new StringBuilder(); // a folder of classes: this project's own tests
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(Hash.of(file));
      }
    }
    return Hash.of(text.toString());
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
