package dev.ninc.compiler.plan.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockstepTest {

  private static List<String> steps(String sample, JavaTarget target) throws IOException {
    Path path =
        Samples.all().stream().filter(p -> p.endsWith(sample + ".nin")).findFirst().orElseThrow();
    Network network = Ninc.optimize(Samples.network(path), Options.DEFAULT);
    Plan plan = Ninc.plan(network, target, Options.DEFAULT);
    return Lockstep.steps(plan).stream().map(i -> plan.run().get(i).id()).toList();
  }

  /** The steps that measurements found to gain by it. */
  @Test
  void largeWeightsOfFewPixelsAreSharedByImages() throws IOException {
    for (JavaTarget target : List.of(JavaTarget.VECTOR_32, JavaTarget.VECTOR_16)) {
      assertThat(steps("nin-imagenet", target))
          .containsExactly("conv3", "conv4-1024", "cccp7-1024", "cccp8-1024");
    }
  }

  @Test
  void weightsThatStayInACacheAreNot() throws IOException {
    assertThat(steps("nin-cifar10", JavaTarget.VECTOR_32)).isEmpty();
  }

  /** Plain loops have no panels, and take so long that their weights come in time. */
  @Test
  void plainLoopsGainNothing() throws IOException {
    assertThat(steps("nin-imagenet", JavaTarget.SCALAR)).isEmpty();
  }
}
