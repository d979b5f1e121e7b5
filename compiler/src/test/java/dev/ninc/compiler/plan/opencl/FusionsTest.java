package dev.ninc.compiler.plan.opencl;

import static dev.ninc.compiler.plan.opencl.OpenClPlannerTest.graph;
import static dev.ninc.compiler.plan.opencl.OpenClPlannerTest.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What runs as one kernel though it is several layers. */
class FusionsTest {

  /** No convolution multiplies in tiles. */
  private static final Policy DIRECT = Policy.DEFAULT.accuracy(Accuracy.STRICT);

  private static final String CHAINS =
      """
      network Chains {
        input 3x32x32
        first: conv 5x5 192 pad 2
        second: cccp 160
        third: cccp 96
        maxpool 3x3 stride 2
        fourth: conv 5x5 192 pad 2
        fifth: cccp 192
        sixth: cccp 192
        maxpool 3x3 stride 2
        grouped: conv 3x3 64 pad 1 group 2
        seventh: cccp 64
        eighth: cccp 10
        gap
        last: softmax
      }
      """;

  /**
   * A cheap head runs with its chain, the large windows of an expensive one by themselves; groups
   * never run with others, nor does what ends in means.
   */
  @Test
  void whatSavesMoreThanItCostsIsOneKernel() {
    assertThat(severalAtOnce(CHAINS, OpenClTarget.GPU, Chains.AUTO))
        .containsExactly("first second third", "fifth sixth", "eighth gap1 last");
    assertThat(severalAtOnce(CHAINS, OpenClTarget.CPU, Chains.AUTO))
        .containsExactly("eighth gap1 last");
  }

  @Test
  void chainsFollowWhatIsAsked() {
    assertThat(severalAtOnce(CHAINS, OpenClTarget.GPU, Chains.FUSED))
        .containsExactly("first second third", "fourth fifth sixth", "eighth gap1 last");
    assertThat(severalAtOnce(CHAINS, OpenClTarget.GPU, Chains.SEPARATE)).isEmpty();
    assertThat(severalAtOnce(CHAINS, OpenClTarget.CPU, Chains.SEPARATE)).isEmpty();
  }

  /** Channels that are no whole steps, too many outputs, values that somebody else reads. */
  @Test
  void whatCanNotBeOneKernelIsNot() {
    for (String layers :
        List.of(
            "conv 3x3 20\n cccp 16",
            "conv 3x3 16\n cccp 200",
            "conv 3x3 200\n cccp 16",
            "conv 3x3 10\n gap",
            "cccp 200\n gap",
            "x: cccp 10\n gap\n output x",
            "cccp 10 stride 2\n gap")) {
      String text = "network N { input 3x8x8\n " + layers + " }";
      assertThat(severalAtOnce(text, OpenClTarget.GPU, Chains.FUSED)).as(layers).isEmpty();
    }
  }

  /** A softmax that is no reader of its own stays a step. */
  @Test
  void aMeanThatIsReadTwiceHasNoSoftmax() {
    String text = "network N { input 3x8x8\n cccp 10\n gap\n concat { softmax } { identity } }";
    for (OpenClTarget target : OpenClTarget.values()) {
      assertThat(severalAtOnce(text, target, Chains.FUSED)).containsExactly("cccp1 gap1");
    }
  }

  @Test
  void eachChainHasItsReason() {
    for (OpenClTarget target : OpenClTarget.values()) {
      for (Chains wanted : Chains.values()) {
        Plan plan = OpenClPlanner.plan(graph(CHAINS), target, DIRECT.chains(wanted));
        assertThat(plan.choices())
            .extracting(Choice::step)
            .contains("third", "sixth", "seventh", "last");
      }
    }
  }

  /** What multiplies in tiles of its own is no part of a chain; the rest of it may be one. */
  @Test
  void aWinogradHeadLeavesTheRest() {
    Policy policy =
        Policy.DEFAULT.chains(Chains.FUSED).algorithms(Map.of("fourth", "winograd F(2x2)"));
    Plan plan = OpenClPlanner.plan(graph(CHAINS), OpenClTarget.GPU, policy);
    assertThat(problems(plan, DeviceProfile.GPU)).isEmpty();
    assertThat(plan.run())
        .extracting(step -> step.covers().stream().map(Value::name).toList())
        .contains(List.of("fourth"), List.of("fifth", "sixth"));
  }

  private static List<String> severalAtOnce(String text, OpenClTarget target, Chains wanted) {
    Plan plan = OpenClPlanner.plan(graph(text), target, DIRECT.chains(wanted));
    assertThat(problems(plan, target.profile())).isEmpty();
    return plan.run().stream()
        .filter(step -> step.covers().size() > 1)
        .map(step -> step.covers().stream().map(Value::name).collect(Collectors.joining(" ")))
        .toList();
  }
}
