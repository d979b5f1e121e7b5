package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;

/** The classes that generated Java targets name, and an OpenCL class does not. */
final class Types {

  private static final String RUNTIME = "dev.ninc.runtime";
  private static final String VECTOR = "jdk.incubator.vector";

  static final ClassName WORKSPACE = ClassName.get(RUNTIME, "Workspace");
  static final ClassName PACKING = ClassName.get(RUNTIME, "Packing");
  static final ClassName KERNELS = ClassName.get(RUNTIME, "Kernels");
  static final ClassName KERNEL_SOURCE = ClassName.get(RUNTIME, "KernelSource");
  static final ClassName GENERATED_MODEL = ClassName.get(RUNTIME, "GeneratedModel");
  static final ClassName SCRATCH = ClassName.get(RUNTIME, "ModelSpec", "Scratch");
  static final ClassName MODEL_SPEC = ClassName.get(RUNTIME, "ModelSpec");
  static final ClassName VECTOR_WIDTH = ClassName.get(RUNTIME, "VectorWidth");
  static final ClassName NHWC = ClassName.get(RUNTIME, "Nhwc");
  static final ClassName LRN = ClassName.get(RUNTIME, "Lrn");
  static final ClassName FLOAT_VECTOR = ClassName.get(VECTOR, "FloatVector");
  static final ClassName VECTOR_OPERATORS = ClassName.get(VECTOR, "VectorOperators");
  static final ClassName VECTOR_SHAPE = ClassName.get(VECTOR, "VectorShape");
  static final ClassName VECTOR_SPECIES = ClassName.get(VECTOR, "VectorSpecies");

  private Types() {}
}
