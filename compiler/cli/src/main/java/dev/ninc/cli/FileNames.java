package dev.ninc.cli;

import java.nio.file.Path;
import java.util.Locale;

/** Networks are called like classes, their files with small letters and hyphens. */
final class FileNames {

  private FileNames() {}

  /** {@code models/cifar10_nin.caffemodel} → {@code cifar10_nin}. */
  static String base(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** {@code cifar10_nin} → {@code Cifar10Nin}. */
  static String toNetwork(String base) {
    StringBuilder network = new StringBuilder();
    for (String word : base.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        network.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    boolean letterFirst = network.length() > 0 && !Character.isDigit(network.charAt(0));
    return letterFirst ? network.toString() : "Net" + network;
  }

  /** {@code Cifar10Nin} → {@code cifar10-nin}. */
  static String ofNetwork(String network) {
    return network.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
