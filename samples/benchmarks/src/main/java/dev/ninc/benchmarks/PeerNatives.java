package dev.ninc.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The native libraries of ONNX Runtime for this system, which its jar holds for several. */
final class PeerNatives {

  private static final String FOLDER = "ai/onnxruntime/native/";

  private PeerNatives() {}

  /** The libraries by name. */
  private static Map<String, byte[]> libraries() throws IOException {
    String folder = FOLDER + system() + "-" + processor() + "/";
    Map<String, byte[]> libraries = new TreeMap<>();
    Jars.read(Jars.of(OrtEnvironment.class))
        .forEach(
            (path, bytes) -> {
              String name = path.startsWith(folder) ? path.substring(folder.length()) : "";
              if (!name.isEmpty() && !name.contains("/")) {
                libraries.put(name, bytes);
              }
            });
    return libraries;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("win") ? "win" : name.contains("mac") ? "osx" : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").matches("aarch64|arm64") ? "aarch64" : "x64";
  }

  /** Writes them into a folder. */
  static Path unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> library : libraries().entrySet()) {
      Files.write(folder.resolve(library.getKey()), library.getValue());
    }
    return folder;
  }

  /** How many bytes they have. */
  static long bytes() throws IOException {
    return libraries().values().stream().mapToLong(b -> b.length).sum();
  }
}
