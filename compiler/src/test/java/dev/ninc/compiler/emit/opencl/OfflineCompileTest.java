package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceProfile;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.Clang;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compilers for GPUs make of the programs, on a machine without any. */
class OfflineCompileTest {

  private static final Pattern ENTRY = Pattern.compile("\\.entry (\\w+)\\(");

  @TempDir private Path folder;

  @BeforeEach
  void requireClang() {
    Clang.require();
  }

  /** No kernel of a sample keeps registers in memory, and each fits the smallest GPU. */
  @Test
  void kernelsOfSamplesFitAnAmdGpu() throws IOException {
    int kernels = 0;
    for (Path sample : Samples.all()) {
      kernels += assertFits(Samples.network(sample));
    }
    assertThat(kernels).isGreaterThan(300);
  }

  @Test
  void eachKindOfKernelFitsAnAmdGpu() throws IOException {
    int kernels = 0;
    for (Network network : Programs.all()) {
      kernels += assertFits(network);
      Policy fused = Policy.DEFAULT.accuracy(Accuracy.STRICT).chains(Chains.FUSED);
      kernels += assertFits(network, Programs.plan(network, OpenClTarget.GPU, fused));
    }
    assertThat(kernels).isGreaterThan(80);
  }

  /** The points of a patch are registers of a work-item. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void winogradTilesFitAnAmdGpu(int m) throws IOException {
    Policy forced = Policy.DEFAULT.everywhere("winograd F(" + m + "x" + m + ")");
    Network network = Programs.network(Programs.WINDOWS);
    assertThat(assertFits(network, Programs.plan(network, OpenClTarget.GPU, forced)))
        .isGreaterThan(15);
  }

  private int assertFits(Network network) throws IOException {
    return assertFits(network, Programs.plan(network, OpenClTarget.GPU));
  }

  private int assertFits(Network network, Plan plan) throws IOException {
    List<OpenClKernel> planned = kernels(plan);
    List<Clang.Needs> compiled = Clang.gfx1030(program(network, plan));
    assertThat(compiled)
        .extracting(Clang.Needs::kernel)
        .isEqualTo(planned.stream().map(kernel -> kernel.launch().kernel()).toList());
    for (int i = 0; i < compiled.size(); i++) {
      Clang.Needs needs = compiled.get(i);
      assertThat(needs.scratch()).as(needs.toString()).isZero();
      assertThat(needs.registers())
          .as(needs.toString())
          .isLessThanOrEqualTo(mostRegisters(planned.get(i)));
      assertThat(needs.local())
          .as(needs.toString())
          .isLessThanOrEqualTo(planned.get(i).launch().localBytes())
          .isLessThanOrEqualTo(DeviceProfile.GPU.localBytes());
    }
    return compiled.size();
  }

  /**
   * A transform is bound by memory, and reads all points of its patch before it computes: with 64
   * of them clang takes more registers than for anything that multiplies.
   */
  private static int mostRegisters(OpenClKernel kernel) {
    boolean transforms =
        kernel instanceof ConvolutionKernel.WinogradPatches p && p.grid().points() == 64
            || kernel instanceof ConvolutionKernel.WinogradOutputs o && o.grid().points() == 64;
    return transforms ? 168 : DeviceProfile.GPU.registers();
  }

  /** All functions that a program calls are in it, or are instructions. */
  @Test
  void kernelsBecomePtx() throws IOException {
    for (String sample : List.of("nin-cifar10.nin", "mobilenet.nin")) {
      Network network = Samples.network(Path.of("../samples/models", sample));
      Plan plan = Programs.plan(network, OpenClTarget.GPU);
      String ptx = Clang.ptx(program(network, plan));
      assertThat(ENTRY.matcher(ptx).results().map(entry -> entry.group(1)).sorted())
          .isEqualTo(
              kernels(plan).stream().map(kernel -> kernel.launch().kernel()).sorted().toList())
          .isNotEmpty();
      assertThat(ptx).doesNotContain(".extern").doesNotContain("call.uni").doesNotContain(".local");
    }
  }

  private Path program(Network network, Plan plan) throws IOException {
    return Files.writeString(
        folder.resolve(network.graph().name() + ".cl"), Programs.text(network, plan));
  }

  private static List<OpenClKernel> kernels(Plan plan) {
    return plan.run().stream().map(Step::kernel).map(OpenClKernel.class::cast).toList();
  }
}
