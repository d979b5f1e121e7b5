package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
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
    assertThat(assertFits(Programs.network(Programs.ALL_OPS))).isGreaterThan(30);
  }

  private int assertFits(Network network) throws IOException {
    List<OpenClKernel> planned = kernels(network);
    List<Clang.Needs> compiled = Clang.gfx1030(program(network));
    assertThat(compiled)
        .extracting(Clang.Needs::kernel)
        .isEqualTo(planned.stream().map(kernel -> kernel.launch().kernel()).toList());
    for (int i = 0; i < compiled.size(); i++) {
      Clang.Needs needs = compiled.get(i);
      assertThat(needs.scratch()).as(needs.toString()).isZero();
      assertThat(needs.registers())
          .as(needs.toString())
          .isLessThanOrEqualTo(DeviceProfile.GPU.registers());
      assertThat(needs.local())
          .as(needs.toString())
          .isLessThanOrEqualTo(planned.get(i).launch().localBytes())
          .isLessThanOrEqualTo(DeviceProfile.GPU.localBytes());
    }
    return compiled.size();
  }

  /** All functions that a program calls are in it, or are instructions. */
  @Test
  void kernelsBecomePtx() throws IOException {
    for (String sample : List.of("nin-cifar10.nin", "mobilenet.nin")) {
      Network network = Samples.network(Path.of("../samples/models", sample));
      String ptx = Clang.ptx(program(network));
      assertThat(ENTRY.matcher(ptx).results().map(entry -> entry.group(1)).sorted())
          .isEqualTo(
              kernels(network).stream().map(kernel -> kernel.launch().kernel()).sorted().toList())
          .isNotEmpty();
      assertThat(ptx).doesNotContain(".extern").doesNotContain("call.uni").doesNotContain(".local");
    }
  }

  private Path program(Network network) throws IOException {
    return Files.writeString(
        folder.resolve(network.graph().name() + ".cl"), Programs.text(network, OpenClTarget.GPU));
  }

  private static List<OpenClKernel> kernels(Network network) {
    Plan plan = Programs.plan(network, OpenClTarget.GPU);
    return plan.run().stream().map(Step::kernel).map(OpenClKernel.class::cast).toList();
  }
}
