package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Generated sources, compiled in memory with the JDK that runs ninc.
 *
 * @param name of the public class
 * @param classes class files by path
 */
record GeneratedClasses(String name, Map<String, byte[]> classes) {

  private static final String PACKAGE = "generated";

  /**
   * The classes of a network.
   *
   * @throws Mistake where this Java is no JDK
   */
  static GeneratedClasses of(Network network, Options options) throws Mistake {
    List<GeneratedFile> sources = Ninc.emit(network, options.packageName(PACKAGE));
    return new GeneratedClasses(publicClass(sources.get(0)), compile(sources));
  }

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
    return JavaSources.compile(sources, runtime().toString());
  }

  /**
   * A model, from classes that are loaded anew.
   *
   * @param backend as {@link Backend#PROPERTY} takes it
   * @param properties further system properties that generated code looks at when it is loaded
   * @throws IOException where the weights are not the network's
   * @throws Mistake where the backend can't be had
   */
  GeneratedModel load(String backend, Map<String, String> properties, Weights weights)
      throws IOException, Mistake {
    Properties before = (Properties) System.getProperties().clone();
    System.setProperty(Backend.PROPERTY, backend);
    properties.forEach(System::setProperty);
    try {
      return new MemoryLoader(classes).model(name, weights);
    } catch (IllegalStateException e) {
      throw new Mistake(
          "The backend `" + backend + "` can't be had: " + e.getMessage() + ".",
          "`--backend auto` takes what there is.");
    } finally {
      System.setProperties(before);
    }
  }

  private static String publicClass(GeneratedFile first) {
    String path = first.path();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** Where the runtime's classes are. */
  static Path runtime() {
    try {
      return Path.of(Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
