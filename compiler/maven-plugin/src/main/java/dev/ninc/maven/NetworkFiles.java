package dev.ninc.maven;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.JavaSources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a network that was found to be right. The vector kernels are compiled here: in the
 * user's build they would need a flag that makes every build warn.
 */
final class NetworkFiles {

  private static final String JAVA = ".java";
  private static final String CLASS = ".class";

  private NetworkFiles() {}

  /**
   * All files, the source of the public class first.
   *
   * @param weights to pack, and to be loaded by the public class
   * @param packed what they are called there
   */
  static List<Output> of(
      Network network, Options options, Optional<Output.Content> weights, String packed) {
    Options packing = weights.isPresent() ? options.weights(packed) : options;
    List<Output> outputs = new ArrayList<>();
    for (TargetLanguage target : options.targets()) {
      // One at a time: a class for OpenCL needs another runtime than the vector kernels.
      List<GeneratedFile> files = Ninc.emit(network, packing.targets(List.of(target)));
      files.forEach(f -> outputs.add(Output.of(kind(f), f.path(), bytes(f))));
      outputs.addAll(vectorClasses(files));
    }
    String folder = options.packageName().replace('.', '/') + "/";
    weights.ifPresent(
        content -> outputs.add(new Output(Output.Kind.RESOURCE, folder + packed, content)));
    return outputs;
  }

  private static Output.Kind kind(GeneratedFile file) {
    return switch (file.kind()) {
      case JAVA -> Output.Kind.SOURCE;
      case VECTOR_JAVA -> Output.Kind.VECTOR_SOURCE;
      case PROGRAM -> Output.Kind.RESOURCE;
    };
  }

  private static byte[] bytes(GeneratedFile file) {
    return file.text().getBytes(StandardCharsets.UTF_8);
  }

  /** Of the classes that compile together, those that the user's build does not compile. */
  private static List<Output> vectorClasses(List<GeneratedFile> files) {
    Set<String> names =
        files.stream()
            .filter(f -> f.kind() == GeneratedFile.Kind.VECTOR_JAVA)
            .map(f -> f.path().substring(0, f.path().length() - JAVA.length()))
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return List.of();
    }
    return JavaSources.compile(files, Tool.runtime().toString()).entrySet().stream()
        .filter(c -> names.contains(outermost(c.getKey())))
        .map(c -> Output.of(Output.Kind.RESOURCE, c.getKey(), c.getValue()))
        .toList();
  }

  /** {@code model/Cifar10Vector$1.class} → {@code model/Cifar10Vector}. */
  private static String outermost(String classFile) {
    int inner = classFile.indexOf('$');
    return classFile.substring(0, inner < 0 ? classFile.length() - CLASS.length() : inner);
  }
}
