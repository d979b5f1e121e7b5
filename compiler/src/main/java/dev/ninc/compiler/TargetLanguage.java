package dev.ninc.compiler;

/** What a network may be compiled to. */
public enum TargetLanguage {
  /** Java classes that run on the processor. */
  JAVA,
  /** OpenCL programs, and the Java class that runs them on a device. */
  OPENCL
}
