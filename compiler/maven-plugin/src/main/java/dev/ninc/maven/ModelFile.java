package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .nin} file of the source folder.
 *
 * @param path below the source folder, with forward slashes: {@code vision/cifar10.nin}
 */
record ModelFile(Path file, String path) {

  private static final String ENDING = ".nin";

  /** Where networks at the root of the source folder go. */
  private static final String DEFAULT_PACKAGE = "model";

  /** All of a folder and its subfolders, in the order of their paths; none if it is not there. */
  static List<ModelFile> find(Path sources) throws IOException {
    return Disk.files(sources).stream()
        .filter(f -> f.toString().endsWith(ENDING))
        .map(f -> new ModelFile(f, Disk.below(sources, f)))
        .sorted(Comparator.comparing(ModelFile::path))
        .toList();
  }

  /** What the configuration of the plugin calls it: {@code vision.cifar10}. */
  String key() {
    return path.substring(0, path.length() - ENDING.length()).replace('/', '.');
  }

  /** The file's name without its ending: {@code cifar10}. */
  String base() {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
  }

  /** The file of this name beside it, with another ending; it need not be there. */
  Path beside(String ending) {
    return file.resolveSibling(base() + ending);
  }

  /**
   * The package of its classes: the folders from the source folder on, below the one that the user
   * chose. It may be no name that Java accepts.
   */
  String packageName(Optional<String> chosen) {
    int end = path.lastIndexOf('/');
    String folders = end < 0 ? "" : path.substring(0, end).replace('/', '.');
    if (folders.isEmpty()) {
      return chosen.orElse(DEFAULT_PACKAGE);
    }
    return chosen.map(p -> p + "." + folders).orElse(folders);
  }
}
