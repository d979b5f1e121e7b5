package dev.ninc.runtime;

import java.lang.reflect.InvocationTargetException;

/** The backends that a generated class brings along. */
public abstract class KernelSource {

  /** The name of the vector module, without which no vector class can be linked. */
  static final String VECTOR_MODULE = "jdk.incubator.vector";

  private String reason = "";

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

  /** The kernels that this Java can run best, or that {@value Backend#PROPERTY} asks for. */
  final Kernels choose(LoadPhase weights) {
    String forced = System.getProperty(Backend.PROPERTY, "");
    switch (forced) {
      case "":
      case "auto":
        Kernels best = vectorOrNull(weights);
        return best != null ? best : scalar(weights);
      case "scalar":
        reason = "asked for by -D" + Backend.PROPERTY;
        return scalar(weights);
      case "vector":
        Kernels vector = vectorOrNull(weights);
        if (vector == null) {
          throw new IllegalStateException(
              "-D" + Backend.PROPERTY + "=vector can't be had: " + reason);
        }
        return vector;
      default:
        throw new IllegalStateException(
            "-D" + Backend.PROPERTY + "=" + forced + " is not one of auto, scalar, vector");
    }
  }

  /** Why {@link #choose} chose as it did. */
  final String reason() {
    return reason;
  }

  /** Null, with the reason set, where there is no Vector API or the class was left out. */
  private Kernels vectorOrNull(LoadPhase weights) {
    Module module = ModuleLayer.boot().findModule(VECTOR_MODULE).orElse(null);
    if (module == null) {
      reason = "start Java with --add-modules " + VECTOR_MODULE + " for vector kernels";
      return null;
    }
    try {
      Kernels kernels = vector(module, weights);
      reason = kernels.describe();
      return kernels;
    } catch (ClassNotFoundException e) {
      reason = "the vector class is not on the class path: " + e.getMessage();
    } catch (NoClassDefFoundError | UnsupportedClassVersionError | IncompatibleClassChangeError e) {
      reason = "the vector class does not link: " + e;
    } catch (InvocationTargetException e) {
      throw failed(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
    return null;
  }

  /** What goes wrong in kernels that are there is no reason to run others in silence. */
  private static IllegalStateException failed(Throwable cause) {
    return new IllegalStateException("the vector kernels can't be made: " + cause, cause);
  }
}
