package dev.ninc.cli;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.verify.Peer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * ONNX Runtime with a model, where there is one: nothing of it is on ninc's own class path, and its
 * 54 MB are not for everybody. The class that speaks with it is a resource that is compiled in
 * memory, against the jar that is found.
 */
final class OnnxRuntimePeer implements Peer, AutoCloseable {

  private static final String API = "ai.onnxruntime.OrtEnvironment";
  private static final String KNOWN = "1.29.0";
  private static final int LONGEST = 400;

  private static final String GET =
      "get it with `mvn dependency:copy -DoutputDirectory=."
          + " -Dartifact=com.microsoft.onnxruntime:onnxruntime:"
          + KNOWN
          + "`, and add `--onnxruntime onnxruntime-"
          + KNOWN
          + ".jar`.";

  private final Path model;
  private final Object session;

  private OnnxRuntimePeer(Path model, Object session) {
    this.model = model;
    this.session = session;
  }

  /**
   * A model, ready to run.
   *
   * @param model where the file lies, and what it keeps in files of its own
   * @param bytes of the model; more results than those of the file may be among its outputs
   * @param input the network's
   * @param jar ONNX Runtime's; where it is not given, it must be on the class path
   * @throws Mistake where there is no ONNX Runtime, or it can't run the model
   */
  static OnnxRuntimePeer open(Path model, byte[] bytes, Maps input, Optional<Path> jar)
      throws IOException, Mistake {
    ClassLoader loader = loader(jar);
    Class<?> api;
    try {
      api = loader.loadClass(API);
    } catch (ClassNotFoundException e) {
      throw jar.isPresent()
          ? new Mistake("`" + jar.get() + "` is not the jar of ONNX Runtime.", GET)
          : new Mistake("ONNX Runtime, which is to run the model, is not there.", GET);
    }
    Class<?> adapter = adapter(loader, GeneratedClasses.place(api));
    long[] shape = {1, input.channels(), input.height(), input.width()};
    String folder = model.toAbsolutePath().getParent().toString();
    return new OnnxRuntimePeer(model, session(adapter, model, bytes, folder, shape));
  }

  private static ClassLoader loader(Optional<Path> jar) throws IOException, Mistake {
    ClassLoader ours = OnnxRuntimePeer.class.getClassLoader();
    if (jar.isEmpty()) {
      return ours;
    }
    URL url = UserFiles.regular(jar.get(), "ONNX Runtime").toUri().toURL();
    // Not closed: its classes are needed until the process ends.
    return new URLClassLoader(new URL[] {url}, ours);
  }

  private static Class<?> adapter(ClassLoader loader, Path jar) throws IOException, Mistake {
    GeneratedClasses.requireJdk();
    try (InputStream in = OnnxRuntimePeer.class.getResourceAsStream("peer/OnnxRuntime.java")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var source = List.of(new GeneratedFile("dev/ninc/peer/OnnxRuntime.java", text));
      String classPath = GeneratedClasses.runtime() + File.pathSeparator + jar;
      return new MemoryLoader(JavaSources.compile(source, classPath), loader)
          .loadClass("dev.ninc.peer.OnnxRuntime");
    } catch (CompilerBug e) { // it compiles against the version that is tested
      throw new Mistake("`" + jar + "` is an ONNX Runtime that ninc does not know.", GET);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object session(
      Class<?> adapter, Path model, byte[] bytes, String folder, long[] shape) throws Mistake {
    try {
      return adapter
          .getConstructor(byte[].class, String.class, long[].class)
          .newInstance(bytes, folder, shape);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw refused(model, wrong);
      }
      if (e.getCause() instanceof LinkageError wrong) {
        throw unusable(wrong);
      }
      throw new IllegalStateException(e.getCause());
    } catch (LinkageError e) {
      throw unusable(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mistake refused(Path model, IllegalArgumentException why) {
    return new Mistake(
        "ONNX Runtime can't run `" + model + "`: " + sentence(why),
        "the model must be the network's, with float32 inputs as [N, C, H, W].");
  }

  /** Its messages quote the model, which may hold anything, and some are long. */
  private static String sentence(Exception e) {
    String text = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
    String end = text.endsWith(".") ? "" : ".";
    return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text + end;
  }

  private static Mistake unusable(LinkageError why) {
    return new Mistake(
        "ONNX Runtime's native library can't be used on this system: " + why + ".",
        "its jar brings libraries for Linux (x64, aarch64; glibc), macOS (aarch64) and Windows.");
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, float[]> run(float[] image) throws IOException {
    try {
      return ((Function<float[], Map<String, float[]>>) session).apply(image);
    } catch (IllegalArgumentException e) {
      throw new IOException("ONNX Runtime stopped while it ran `" + model + "`: " + sentence(e), e);
    }
  }

  /** {@code ONNX Runtime 1.29.0}. */
  @Override
  public String toString() {
    return session.toString();
  }

  @Override
  public void close() {
    try {
      ((AutoCloseable) session).close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
