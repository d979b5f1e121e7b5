package dev.ninc.compiler.emit.opencl;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;

/** The classes of the runtime for OpenCL that a generated class names. */
final class DeviceTypes {

  private static final String RUNTIME = "dev.ninc.runtime.opencl";

  static final ClassName GENERATED_MODEL = ClassName.get(RUNTIME, "GeneratedDeviceModel");
  static final ClassName SPEC = ClassName.get(RUNTIME, "DeviceSpec");
  static final ClassName PROGRAM = ClassName.get(RUNTIME, "DeviceProgram");
  static final ClassName STEP = ClassName.get(RUNTIME, "DeviceStep");
  static final ClassName KIND = ClassName.get(RUNTIME, "DeviceKind");
  static final ClassName DEVICE = ClassName.get(RUNTIME, "Device");
  static final ClassName DEVICES = ClassName.get(RUNTIME, "Devices");
  static final ClassName EXCEPTION = ClassName.get(RUNTIME, "DeviceException");

  /** The parameter {@code WeightBuffer to}. */
  static final ParameterSpec BUFFER =
      ParameterSpec.builder(ClassName.get(RUNTIME, "WeightBuffer"), "to").build();

  private DeviceTypes() {}
}
