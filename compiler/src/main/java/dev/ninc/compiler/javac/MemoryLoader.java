package dev.ninc.compiler.javac;

import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Loads classes that were compiled in memory; each loader initialises them anew. */
public final class MemoryLoader extends ClassLoader {

  private final Map<String, byte[]> classes;

  /**
   * @param classes class files by path, as {@link JavaSources#compile} gives them; and files that
   *     the classes read as resources
   */
  public MemoryLoader(Map<String, byte[]> classes) {
    this(classes, MemoryLoader.class.getClassLoader());
  }

  /**
   * As {@link #MemoryLoader(Map)}.
   *
   * @param parent has what the classes need beside Java's own
   */
  public MemoryLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super(parent);
    this.classes = Map.copyOf(classes);
  }

  /**
   * A model of a generated class, by its static method {@code load(Weights)}.
   *
   * @throws WeightsException if the weights are not the network's
   * @throws IllegalStateException if a backend is forced that can't be had
   */
  public GeneratedModel model(String className, Weights weights) throws WeightsException {
    return model(GeneratedModel.class, className, weights);
  }

  /**
   * A model of a generated class, by its static method {@code load}. What that throws unchecked is
   * thrown here too.
   *
   * @param type what the class is
   * @param more what {@code load} takes behind the weights
   * @throws WeightsException if the weights are not the network's
   */
  public <T> T model(Class<T> type, String className, Weights weights, Object... more)
      throws WeightsException {
    try {
      return type.cast(load(className, more.length + 1).invoke(null, arguments(weights, more)));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof WeightsException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompilerBug("the generated class can't be loaded", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("the generated class is not what it should be", e);
    }
  }

  /** The method that takes weights in memory, and so many arguments in all. */
  private Method load(String className, int arguments) throws ReflectiveOperationException {
    for (Method method : loadClass(className).getMethods()) {
      if (method.getName().equals("load")
          && method.getParameterCount() == arguments
          && method.getParameterTypes()[0] == Weights.class) {
        return method;
      }
    }
    throw new NoSuchMethodException(className + ".load of " + arguments);
  }

  private static Object[] arguments(Weights weights, Object... more) {
    return Stream.concat(Stream.of(weights), Arrays.stream(more)).toArray();
  }

  /** What lies beside the classes. */
  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = classes.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
