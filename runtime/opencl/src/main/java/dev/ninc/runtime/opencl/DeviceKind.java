package dev.ninc.runtime.opencl;

/** The two kinds of programs that are generated for a network. */
public enum DeviceKind {
  /** Work-groups share tiles in local memory. */
  GPU,
  /** One work-item owns a tile in vector registers; no local memory, no barrier. */
  CPU;

  /** {@code GPUs} or {@code processors}. */
  String plural() {
    return this == GPU ? "GPUs" : "processors";
  }
}
