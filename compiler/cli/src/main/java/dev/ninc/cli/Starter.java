package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Sources;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The project that {@code ninc new} writes. Its texts are resources in the folder {@code starter},
 * a right project by themselves: that of a network {@code Starter} in files {@code starter.*}.
 *
 * @param network the name of the network, in capitals like a class
 * @param base the name of its files, without an extension
 */
record Starter(String network, String base) {

  private static final long SEED = 1;

  static Starter of(String network) {
    return new Starter(network, FileNames.ofNetwork(network));
  }

  /** All files, by their path; what is said first is to be read first. */
  Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("README.md", text("README.md"));
    files.put(base + ".nin", text("starter.nin"));
    files.put("labels.txt", text("labels.txt"));
    files.put("Main.java", text("Main.java"));
    files.put(base + ".safetensors", weights());
    files.put("lib/ninc-runtime.jar", RuntimeJar.bytes());
    return files;
  }

  private byte[] text(String resource) throws IOException {
    try (InputStream in = Starter.class.getResourceAsStream("starter/" + resource)) {
      String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return template
          .replace("Starter", network)
          .replace("starter", base)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Made up, so that the project runs at once. */
  private byte[] weights() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, WeightsArguments.seeded(checked().graph(), SEED));
    return out.toByteArray();
  }

  /** Whether the generated class is called as the network is: it is not where it names another. */
  boolean keepsItsName() throws IOException {
    String path = Ninc.emit(checked(), Options.DEFAULT).get(0).path();
    return path.equals(network + ".java");
  }

  private Network checked() throws IOException {
    Map<String, byte[]> texts =
        Map.of(base + ".nin", text("starter.nin"), "labels.txt", text("labels.txt"));
    Sources sources =
        path ->
            Optional.ofNullable(texts.get(path)).map(b -> new String(b, StandardCharsets.UTF_8));
    return Ninc.check(sources, base + ".nin", Options.DEFAULT).orThrow();
  }
}
