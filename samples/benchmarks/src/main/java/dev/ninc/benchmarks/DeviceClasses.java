package dev.ninc.benchmarks;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.opencl.DeviceModel;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is generated for OpenCL, compiled. */
final class DeviceClasses {

  private DeviceClasses() {}

  /** The class files by path, and the devices' programs, which lie beside them. */
  static Map<String, byte[]> of(List<GeneratedFile> files) {
    Predicate<GeneratedFile> java = f -> f.path().endsWith(".java");
    String classPath =
        Jars.of(GeneratedModel.class) + File.pathSeparator + Jars.of(DeviceModel.class);
    Map<String, byte[]> all =
        new TreeMap<>(JavaSources.compile(files.stream().filter(java).toList(), classPath));
    files.stream()
        .filter(java.negate())
        .forEach(f -> all.put(f.path(), f.text().getBytes(StandardCharsets.US_ASCII)));
    return all;
  }
}
