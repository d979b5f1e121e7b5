package dev.ninc.compiler.plan.opencl;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of kernels: {@code k_} and the step's id, so that whatever a layer is called, its kernel
 * has an identifier that means nothing else in OpenCL C. Nothing else in a program may begin so.
 */
final class KernelNames {

  private static final String PREFIX = "k_";

  private final Set<String> used = new HashSet<>();

  /** {@code fire2.squeeze} → {@code k_fire2_squeeze}; unique among all that were asked for. */
  String next(String id) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (char c : id.toCharArray()) {
      text.append(c < 128 && Character.isLetterOrDigit(c) ? c : '_');
    }
    String name = text.toString();
    for (int i = 2; !used.add(name); i++) {
      name = text + "_" + i;
    }
    return name;
  }
}
