package dev.ninc.runtime;

import java.lang.reflect.InvocationTargetException;

/** The backends that a generated class brings along. */
public abstract class KernelSource {

  /** The name of the vector module, without which no vector class can be linked. */
  static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** For generated classes. */
  protected KernelSource() {}

  /**
   * The vector kernels.
   *
   * @param vectorModule the Vector API, which the generated class's module has to read
   * @throws ReflectiveOperationException where the class is not there
   */
  protected abstract Kernels vector(Module vectorModule, LoadPhase weights)
      throws ReflectiveOperationException;

  /** The scalar kernels, which run on every Java. */
  protected abstract Kernels scalar(LoadPhase weights);

  /** Whether this Java was started with the Vector API. */
  static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /** What to do where {@link #hasVectorModule} says no. */
  static String missingModule() {
    return "start Java with --add-modules " + VECTOR_MODULE + " for vector kernels";
  }

  /**
   * The vector kernels.
   *
   * @throws NoVectorKernels where there is no Vector API, the class was left out or does not link
   * @throws IllegalStateException where the kernels are there and something goes wrong in them; an
   *     {@code Error} is thrown as it is
   */
  final Kernels vectorKernels(LoadPhase weights) throws NoVectorKernels {
    Module module = ModuleLayer.boot().findModule(VECTOR_MODULE).orElse(null);
    if (module == null) {
      throw new NoVectorKernels(missingModule(), null);
    }
    try {
      return vector(module, weights);
    } catch (ClassNotFoundException e) {
      throw new NoVectorKernels("the vector class is not on the class path: " + e.getMessage(), e);
    } catch (NoClassDefFoundError | UnsupportedClassVersionError | IncompatibleClassChangeError e) {
      throw new NoVectorKernels("the vector class does not link: " + e, e);
    } catch (InvocationTargetException e) {
      throw failed(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  /** What goes wrong in kernels that are there is no reason to run others in silence. */
  private static IllegalStateException failed(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("the vector kernels can't be made: " + cause, cause);
  }
}
