package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The bundles that measured processes read, made when they are asked for. */
final class Bundles {

  private final Path folder;
  private final Map<String, Bundle> made = new HashMap<>();

  /**
   * @param folder is made; what lies in it from earlier runs is written again
   */
  Bundles(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** A sample's, or {@code nin-cifar10@64}'s. */
  Bundle of(String network) throws IOException {
    Bundle known = made.get(network);
    if (known != null) {
      return known;
    }
    Bundle bundle = Bundle.write(Subject.sample(network), folder.resolve(network));
    made.put(network, bundle);
    return bundle;
  }

  /** A folder with the sources of all samples. */
  Path models() throws IOException {
    Path models = folder.resolve("models");
    for (String name : Samples.all()) {
      copy(name + ".nin", models);
    }
    for (String name : Samples.IMPORTED) {
      copy(name + ".nin", models);
    }
    return models;
  }

  private static void copy(String file, Path models) throws IOException {
    Optional<String> text = Subject.models(file);
    Path target = models.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text.orElseThrow(() -> new IOException("There is no " + file + ".")));
  }

  /** A folder for what a process writes. */
  Path output() {
    return folder.resolve("output");
  }
}
