package dev.ninc.compiler;

import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version, which the build writes into a resource: it stands in the poms alone. */
final class Version {

  private static final String RESOURCE = "version.properties";

  /** As in {@code 0.1.0}. */
  static final String TEXT = read();

  private Version() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new CompilerBug(RESOURCE + " can't be read", e);
    }
    return properties.getProperty("version");
  }
}
