package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;

/** Runs small networks on the device that there is: see {@link OclgrindTest}. */
final class OclgrindProbe {

  static final String DONE = "All networks have run on Oclgrind";

  /** Each way to find inputs, groups, and outputs that are no whole vectors. */
  private static final String CONVOLUTIONS =
      """
      network Convolutions {
        input 3x7x5
        conv 3x3 32 pad 1
        conv 3x3 36 stride 2 pad 1
        conv 1x1 6 group 2
        cccp 80
        softmax
      }
      """;

  /** Layers that share a kernel, and an end that does. */
  private static final String FUSED =
      """
      network Fused {
        input 3x5x4
        conv 3x3 16 pad 1
        cccp 24
        cccp 7
        maxpool 2x2
        cccp 16
        cccp 32
        cccp 5
        gap
        softmax
      }
      """;

  /** Winograd's tiles, some of which hang over. */
  private static final String TILES =
      """
      network Tiles {
        input 8x5x7
        conv 3x3 24 pad 1
        conv 5x5 3 pad 2
      }
      """;

  private OclgrindProbe() {}

  public static void main(String[] arguments) {
    boolean whole = arguments[0].equals("whole");
    run(Programs.network(CONVOLUTIONS), Options.DEFAULT, whole);
    if (whole) {
      run(Programs.network(Programs.ALL_OPS), Options.DEFAULT, true);
      Policy winograd = Policy.DEFAULT.everywhere("winograd F(2x2)");
      run(Programs.network(TILES), Options.DEFAULT.policy(winograd), true);
      run(Programs.network(FUSED), Options.DEFAULT.chains(Chains.FUSED), true);
    }
    System.out.println(DONE);
  }

  private static void run(Network network, Options options, boolean whole) {
    DeviceHarness harness =
        new DeviceHarness(
            network,
            options,
            text -> whole ? text : text.replace("barrier(CLK_LOCAL_MEM_FENCE);", ""));
    for (OpenClTarget target : OpenClTarget.values()) {
      try (GeneratedDeviceModel model = harness.model(target)) {
        if (!model.device().name().contains("Oclgrind")) {
          throw new IllegalStateException("this is " + model.device());
        }
        model.run(new float[2 * model.input().size()]);
      }
    }
  }
}
