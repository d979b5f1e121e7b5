package dev.ninc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The project that {@code ninc new --maven} writes: the sample {@code quickstart}, whose network
 * {@code Stripes} gets another name. Its files are resources of this jar.
 *
 * @param network the name of the network, in capitals like a class
 * @param base the name of its files, without an extension
 */
record MavenStarter(String network, String base) {

  /** What is said first is to be read first. */
  private static final List<String> TEXTS =
      List.of(
          "README.md",
          "pom.xml",
          "src/main/nin/stripes.nin",
          "src/main/java/com/example/Main.java",
          "src/test/java/com/example/StripesTest.java");

  private static final List<String> OTHERS =
      List.of("src/main/nin/stripes.safetensors", "pictures/across.png", "pictures/upright.png");

  /** Maven leaves the sample's own out of resources. */
  private static final String IGNORED = "target/\n";

  /** All files, by their path. */
  Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : TEXTS) {
      String text = new String(bytes(file), StandardCharsets.UTF_8);
      files.put(renamed(file), renamed(text).getBytes(StandardCharsets.UTF_8));
    }
    for (String file : OTHERS) {
      files.put(renamed(file), bytes(file));
    }
    files.put(".gitignore", IGNORED.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private String renamed(String text) {
    return text.replace("Stripes", network).replace("stripes", base);
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = MavenStarter.class.getResourceAsStream("starter/maven/" + file)) {
      return in.readAllBytes();
    }
  }
}
