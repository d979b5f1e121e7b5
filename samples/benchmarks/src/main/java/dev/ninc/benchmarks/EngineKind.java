package dev.ninc.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is compared, in the order of the tables. */
public enum EngineKind {
  /** The generated class with its Vector API kernels. */
  VECTOR("ninc, vector"),
  /** The generated class with its plain Java kernels. */
  SCALAR("ninc, scalar"),
  /** The generated class for OpenCL, on a device that is the processor. */
  OPENCL("ninc, OpenCL"),
  /** ONNX Runtime, through its Java interface. */
  ONNXRUNTIME("ONNX Runtime"),
  /** TensorFlow, through its Java interface. */
  TENSORFLOW("TensorFlow");

  private final String title;

  EngineKind(String title) {
    this.title = title;
  }

  Engine open(Subject subject, Load load) throws IOException {
    return switch (this) {
      case VECTOR, SCALAR -> new GeneratedEngine(subject.model(toString()), load);
      case OPENCL -> new OpenClEngine(subject.deviceModel(OpenClEngine.device()), load);
      case ONNXRUNTIME -> new OnnxRuntimeEngine(subject, load);
      case TENSORFLOW -> new TensorFlowEngine(subject, load);
    };
  }

  /** Those that need no device. */
  static List<EngineKind> everywhere() {
    return Arrays.stream(values()).filter(k -> k != OPENCL).toList();
  }

  /** Whether it has every op of the network. */
  boolean runs(Subject subject) {
    return this != TENSORFLOW || TensorFlowGraph.covers(subject.network().graph());
  }

  /** Whether it is compiled while it runs, and so needs time to get fast. */
  boolean isJava() {
    return this == VECTOR || this == SCALAR;
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
    return title;
  }
}
