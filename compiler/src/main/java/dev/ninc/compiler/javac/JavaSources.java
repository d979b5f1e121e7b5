package dev.ninc.compiler.javac;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.source.CompilerBug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated Java in memory, with the compiler of the JDK that runs this. */
public final class JavaSources {

  /** The Vector API is an incubating module: naming it makes javac warn, whatever the source. */
  private static final List<String> FLAGS =
      List.of(
          "-proc:none",
          "-implicit:none",
          "-nowarn",
          "--release",
          "17",
          "--add-modules",
          "jdk.incubator.vector");

  private JavaSources() {}

  /** Whether this Java brings a compiler: a JRE does not. */
  public static boolean available() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /**
   * Compiles sources against the runtime.
   *
   * @param classPath folders and jars; the runtime must be there
   * @return class files by path, {@code model/Cifar10.class}, sorted
   * @throws CompilerBug where the sources do not compile: they are ours
   */
  public static Map<String, byte[]> compile(List<GeneratedFile> files, String classPath) {
    JavaCompiler javac =
        Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
            .orElseThrow(() -> new CompilerBug("no Java compiler: is this a JRE?"));
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of("-classpath", classPath));
    try (StandardJavaFileManager standard =
            javac.getStandardFileManager(problems, Locale.ROOT, null);
        Memory memory = new Memory(standard)) {
      List<Source> sources = files.stream().map(Source::new).toList();
      if (!javac.getTask(null, memory, problems, flags, null, sources).call()) {
        throw new CompilerBug("generated code does not compile: " + problems.getDiagnostics());
      }
      return memory.classes();
    } catch (IOException e) {
      throw new CompilerBug("memory can't be written", e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(GeneratedFile file) {
      super(URI.create("memory:///" + file.path()), Kind.SOURCE);
      text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Target extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Target(String className) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Target> targets = new TreeMap<>();

    Memory(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return targets.computeIfAbsent(className.replace('.', '/') + ".class", Target::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      targets.forEach((path, target) -> classes.put(path, target.bytes.toByteArray()));
      return classes;
    }
  }
}
