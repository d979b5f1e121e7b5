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
import dev.ninc.runtime.opencl.DeviceModel;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Generated sources, compiled in memory with the JDK that runs ninc.
 *
 * @param name of the public class
 * @param classes class files by path, and the programs that lie beside them
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
    Map<String, byte[]> files = new TreeMap<>(compile(sources));
    sources.stream()
        .filter(s -> !isJava(s))
        .forEach(s -> files.put(s.path(), s.text().getBytes(StandardCharsets.UTF_8)));
    return new GeneratedClasses(publicClass(sources.get(0)), files);
  }

  /**
   * Compiles those of the sources that are Java.
   *
   * @return class files by path
   * @throws Mistake where this Java is no JDK
   */
  static Map<String, byte[]> compile(List<GeneratedFile> sources) throws Mistake {
    requireJdk();
    String classPath = runtime() + File.pathSeparator + runtimeForOpenCl();
    return JavaSources.compile(
        sources.stream().filter(GeneratedClasses::isJava).toList(), classPath);
  }

  /**
   * Needed wherever Java is compiled in memory.
   *
   * @throws Mistake where this Java is no JDK
   */
  static void requireJdk() throws Mistake {
    if (!JavaSources.available()) {
      throw new Mistake(
          "The Java in `" + System.getProperty("java.home") + "` has no compiler: it is no JDK.",
          "let JAVA_HOME name a JDK; `ninc run --backend interp` needs none.");
    }
  }

  /**
   * A model for the processor, from classes that are loaded anew.
   *
   * @param backend as {@link Backend#PROPERTY} takes it
   * @param properties further system properties that generated code looks at when it is loaded
   * @throws IOException where the weights are not the network's
   * @throws Mistake where the backend can't be had
   */
  GeneratedModel load(String backend, Map<String, String> properties, Weights weights)
      throws IOException, Mistake {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(Backend.PROPERTY, backend);
    try {
      return load(GeneratedModel.class, all, weights);
    } catch (IllegalStateException e) {
      throw new Mistake(
          "The backend `" + backend + "` can't be had: " + e.getMessage() + ".",
          "`--backend auto` takes what there is.");
    }
  }

  /**
   * A model of the public class, from classes that are loaded anew.
   *
   * @param properties system properties that are looked at when it is loaded
   * @param more what its {@code load} takes behind the weights
   * @throws IOException where the weights are not the network's
   */
  <T> T load(Class<T> type, Map<String, String> properties, Weights weights, Object... more)
      throws IOException {
    Properties before = (Properties) System.getProperties().clone();
    properties.forEach(System::setProperty);
    try {
      return new MemoryLoader(classes).model(type, name, weights, more);
    } finally {
      System.setProperties(before);
    }
  }

  private static boolean isJava(GeneratedFile file) {
    return file.path().endsWith(".java");
  }

  private static String publicClass(GeneratedFile first) {
    String path = first.path();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** Where the runtime's classes are. */
  static Path runtime() {
    return place(Model.class);
  }

  private static Path runtimeForOpenCl() {
    return place(DeviceModel.class);
  }

  /** The jar or the folder that a class is from. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
