package dev.ninc.cli;

import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.runtime.VectorWidth;
import java.util.Map;

/** The kernels that a generated class brings along. */
enum Tier {
  SCALAR("scalar", "scalar", Map.of(), JavaTarget.SCALAR),
  VECTOR_32("vector, 32 registers", "vector", registers(32), JavaTarget.VECTOR_32),
  VECTOR_16("vector, 16 registers", "vector", registers(16), JavaTarget.VECTOR_16);

  private final String title;
  private final String backend;
  private final Map<String, String> properties;
  private final JavaTarget target;

  Tier(String title, String backend, Map<String, String> properties, JavaTarget target) {
    this.title = title;
    this.backend = backend;
    this.properties = properties;
    this.target = target;
  }

  private static Map<String, String> registers(int count) {
    return Map.of(VectorWidth.REGISTERS, Integer.toString(count));
  }

  String backend() {
    return backend;
  }

  /** The system properties that force it. */
  Map<String, String> properties() {
    return properties;
  }

  JavaTarget target() {
    return target;
  }

  @Override
  public String toString() {
    return title;
  }
}
