package dev.ninc.compiler.testing;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.opencl.DeviceModel;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles generated Java as a user's build does. */
public final class Javac {

  private Javac() {}

  /** Where the classes of the runtime are: all that generated code may need. */
  public static String runtime() {
    return place(GeneratedModel.class);
  }

  /** Where the classes of both runtimes are: all that generated code for OpenCL may need. */
  public static String runtimes() {
    return runtime() + File.pathSeparator + place(DeviceModel.class);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What javac says of sources; nothing where all is well.
   *
   * @param output folder for the classes
   */
  public static List<String> complaints(
      Collection<GeneratedFile> files, Path output, String... flags) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<String> all =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "--release",
                "17",
                "-classpath",
                runtimes(),
                "-d",
                output.toString()));
    all.addAll(List.of(flags));
    List<Source> sources = files.stream().map(Source::new).toList();
    boolean done = javac.getTask(null, null, problems, all, null, sources).call();
    Stream<String> said =
        problems.getDiagnostics().stream().map(p -> p.toString() + " " + p.getMessage(Locale.ROOT));
    return Stream.concat(said, done ? Stream.empty() : Stream.of("not compiled")).toList();
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
}
