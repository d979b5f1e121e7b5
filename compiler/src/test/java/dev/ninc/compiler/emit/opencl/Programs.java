package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.OpenClPlanner;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Networks and their programs. */
final class Programs {

  /** Every op, with every resource and every way to fill it. */
  static final String ALL_OPS =
      """
      network AllOps {
        input 3x11x13
        conv 5x5 48 stride 2 pad 2 act leaky(0.1)
        whole: conv 3x3 20 dilate 2 pad [2, 1, 2, 3] act linear
        cccp 64 stride 2 nobias act relu6
        maxpool 3x3 stride 2 pad 1
        odd: conv 3x3 24 group 4 pad 1 act sigmoid
        depthwise 3x3 pad 1 act tanh
        batchnorm
        lrn 5
        lrn 3 beta 0.5
        lrn 7 beta 1 bias 2
        lrn 3 beta 0.6
        concat { one: cccp 5 } { two: cccp 6 act linear } { identity }
        add { identity } { cccp 35 } { depthwise 1x1 }
        avgpool 2x2 pad 1
        avgpool 2x2 stride 2 pad 1 inside
        cccp 36
        even: conv 1x1 96 group 2 pad 1
        tanh
        sigmoid
        many: cccp 70
        concat { cccp 16 } { cccp 32 } { cccp 2 act linear }
        few: cccp 4
        batchnorm
        depthwise 2x2
        cccp 3
        leaky(0.3)
        cccp 100
        softmax
        gap
      }
      """;

  /** Layers that share a kernel on a GPU: inputs found tap by tap, and all as one row. */
  static final String CHAINS =
      """
      network Chains {
        input 3x32x32
        conv 5x5 192 pad 2
        cccp 160 act leaky(0.1)
        cccp 90
        maxpool 3x3 stride 2
        conv 5x5 192 pad 2
        cccp 192 act relu6
        cccp 192
        maxpool 3x3 stride 2
        conv 3x3 192
        cccp 10 act linear
        gap
        softmax
      }
      """;

  /** An end without a softmax. */
  static final String MEANS =
      """
      network Means {
        input 3x5x7
        cccp 40
        gap
      }
      """;

  /** Windows that Winograd's tiles serve, on odd sizes and odd numbers of channels. */
  static final String WINDOWS =
      """
      network Windows {
        input 8x13x9
        conv 3x3 24 pad 1 act leaky(0.1)
        conv 5x5 40 pad 2
        conv 3x3 72 pad [2, 0, 1, 3] act linear
        conv 3x3 3
        conv 3x3 16 pad 1 act sigmoid
        conv 7x7 33 pad 3 nobias
        conv 3x3 8 act relu6
        conv 3x3 5 pad 4
      }
      """;

  private Programs() {}

  /** Networks that have every kernel together. */
  static List<Network> all() {
    return Stream.of(ALL_OPS, CHAINS, MEANS).map(Programs::network).toList();
  }

  static Plan plan(Network network, OpenClTarget target, Policy policy) {
    return OpenClPlanner.plan(Ninc.optimize(network, Options.DEFAULT).graph(), target, policy);
  }

  static Network network(String text) {
    try {
      return Ninc.check(
              path -> path.equals("net.nin") ? Optional.of(text) : Optional.empty(),
              "net.nin",
              Options.DEFAULT)
          .orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Plan plan(Network network, OpenClTarget target) {
    return plan(network, target, Policy.DEFAULT);
  }

  static String text(Network network, OpenClTarget target) {
    return text(network, plan(network, target));
  }

  static String text(Network network, Plan plan) {
    return new ProgramText(network, Ninc.optimize(network, Options.DEFAULT), plan, "ninc of a test")
        .text();
  }

  /** The kernels of a network for all targets. */
  static List<KernelText> kernels(Network network, Policy policy) {
    return Stream.of(OpenClTarget.values())
        .map(target -> plan(network, target, policy))
        .flatMap(
            plan ->
                plan.run().stream().map(step -> Kernels.of(new Site(step, DeviceMemory.of(plan)))))
        .toList();
  }
}
