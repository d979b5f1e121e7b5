package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;

/** The classes of the runtime that a generated class of a network names. */
public final class ModelTypes {

  private static final String RUNTIME = "dev.ninc.runtime";

  public static final ClassName LOAD_PHASE = ClassName.get(RUNTIME, "LoadPhase");
  public static final ClassName NAMED_OUTPUT = ClassName.get(RUNTIME, "NamedOutput");
  public static final ClassName SHAPE = ClassName.get(RUNTIME, "Shape");
  public static final ClassName TENSOR_SPEC = ClassName.get(RUNTIME, "TensorSpec");
  public static final ClassName WEIGHTS = ClassName.get(RUNTIME, "Weights");
  public static final ClassName WEIGHTS_EXCEPTION = ClassName.get(RUNTIME, "WeightsException");

  static final ClassName GENERATED = ClassName.get(RUNTIME, "Generated");
  static final ClassName SAFETENSORS = ClassName.get(RUNTIME, "Safetensors");
  static final ClassName PARAMETER = ClassName.get(RUNTIME, "Parameter");
  static final ClassName PREPROCESSING = ClassName.get(RUNTIME, "Preprocessing");

  /** The parameter {@code LoadPhase weights}. */
  public static final ParameterSpec WEIGHTS_TO_LOAD =
      ParameterSpec.builder(LOAD_PHASE, "weights").build();

  private ModelTypes() {}
}
