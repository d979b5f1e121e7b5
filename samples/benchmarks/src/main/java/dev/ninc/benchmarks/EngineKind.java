package dev.ninc.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What is compared. */
public enum EngineKind {
  /** The generated class with its Vector API kernels. */
  VECTOR,
  /** ONNX Runtime, through its Java interface. */
  ONNXRUNTIME,
  /** The generated class with its plain Java kernels. */
  SCALAR;

  Engine open(Subject subject) {
    return switch (this) {
      case VECTOR, SCALAR -> new GeneratedEngine(subject.model(toString()));
      case ONNXRUNTIME -> new OnnxRuntimeEngine(subject);
    };
  }

  /**
   * @throws IllegalArgumentException if there is no such engine
   */
  static EngineKind of(String name) {
    return Arrays.stream(values())
        .filter(k -> k.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no engine " + name + "."));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the tables name it. */
  String title() {
    return switch (this) {
      case VECTOR -> "ninc, vector";
      case ONNXRUNTIME -> "ONNX Runtime";
      case SCALAR -> "ninc, scalar";
    };
  }
}
