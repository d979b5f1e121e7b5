package dev.ninc.cli;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.runtime.Model;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Generated sources, compiled with the JDK that runs ninc. */
final class GeneratedClasses {

  private GeneratedClasses() {}

  /**
   * @return class files by path
   * @throws Mistake where this Java is no JDK
   */
  static Map<String, byte[]> compile(List<GeneratedFile> sources) throws Mistake {
    if (!JavaSources.available()) {
      throw new Mistake(
          "The Java in `" + System.getProperty("java.home") + "` has no compiler: it is no JDK.",
          "let JAVA_HOME name a JDK; `ninc run --backend interp` needs none.");
    }
    return JavaSources.compile(sources, runtime());
  }

  /** The name of the public class, which comes first. */
  static String publicClass(List<GeneratedFile> sources) {
    String path = sources.get(0).path();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** Where the runtime's classes are. */
  private static String runtime() {
    try {
      return Path.of(Model.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
