package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on, in general words. */
final class Machine {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  static int java() {
    return Runtime.version().feature();
  }

  /** Whether the vector kernels can run. */
  static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** The program {@code java} of this Java. */
  static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The flag without which Java 24 and later warn of native code. */
  static List<String> nativeAccess() {
    return java() < 24 ? List.of() : List.of("--enable-native-access=ALL-UNNAMED");
  }

  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s; %s %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name"),
        Runtime.version());
  }

  /** Linux says which processor it is, elsewhere its architecture must do. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("Unknown processor");
    } catch (IOException e) {
      return "Unknown processor";
    }
  }
}
