package dev.ninc.compiler.javac;

import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Loads classes that were compiled in memory; each loader initialises them anew. */
public final class MemoryLoader extends ClassLoader {

  private final Map<String, byte[]> classes;

  /**
   * @param classes class files by path, as {@link JavaSources#compile} gives them
   */
  public MemoryLoader(Map<String, byte[]> classes) {
    super(MemoryLoader.class.getClassLoader());
    this.classes = Map.copyOf(classes);
  }

  /**
   * A model of a generated class, by its static method {@code load(Weights)}.
   *
   * @throws WeightsException if the weights are not the network's
   * @throws IllegalStateException if a backend is forced that can't be had
   */
  public GeneratedModel model(String className, Weights weights) throws WeightsException {
    try {
      return (GeneratedModel)
          loadClass(className).getMethod("load", Weights.class).invoke(null, weights);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof WeightsException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof IllegalStateException known) {
        throw known;
      }
      throw new CompilerBug("the generated class can't be loaded", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("the generated class is not what it should be", e);
    }
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
