package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.emit.model.Identifiers;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;

/** What the generated files of a network are called. */
final class OpenClFiles {

  private OpenClFiles() {}

  /** The public class: {@code NinCifar10OpenCl}. */
  static String publicClass(Network network) {
    return Identifiers.of(network.graph().name()) + "OpenCl";
  }

  /** The file of a program, which lies beside the class: {@code NinCifar10Gpu.cl}. */
  static String program(Network network, Plan plan) {
    String kind = plan.target() == OpenClTarget.GPU ? "Gpu" : "Cpu";
    return Identifiers.of(network.graph().name()) + kind + ".cl";
  }
}
