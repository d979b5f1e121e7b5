package dev.ninc.compiler.verify;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTiles;
import dev.ninc.compiler.testing.DeviceTrial;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Random networks on a device, by both programs. {@code -Dninc.seed} and {@code -Dninc.count}
 * choose which networks. Each one is named before it runs, since a wrong kernel may end the
 * process.
 */
@Tag("device")
class RandomDeviceTest {

  private static final String COMMAND =
      "mvn -pl compiler -am test -Dtest=RandomDeviceTest#%s -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dninc.count=1 -Dninc.seed=%d%s";

  private static final List<String> WINOGRAD =
      List.of("winograd F(4x4)", "winograd F(2x2)", "winograd F(6x6)", "winograd F(3x3)");

  @BeforeEach
  void requireDevice() {
    DeviceHarness.requireDevice();
  }

  @TestFactory
  Stream<DynamicTest> networks() {
    return tests(20, "networks", "");
  }

  @TestFactory
  @Tag("campaign")
  Stream<DynamicTest> manyNetworks() {
    return tests(100, "manyNetworks", " -Pcampaign");
  }

  private static Stream<DynamicTest> tests(int count, String method, String flags) {
    long first = property("ninc.seed", 0);
    return LongStream.range(first, first + property("ninc.count", count))
        .boxed()
        .flatMap(
            seed ->
                Stream.of(OpenClTarget.values())
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                "seed " + seed + " for " + target,
                                () ->
                                    check(seed, target, COMMAND.formatted(method, seed, flags)))));
  }

  private static long property(String name, long otherwise) {
    String text = System.getProperty(name, "");
    return text.isBlank() ? otherwise : Long.parseLong(text);
  }

  private static void check(long seed, OpenClTarget target, String command) {
    System.out.println("Seed " + seed + " for " + target + ": " + command);
    RandomNetwork network = RandomNetwork.of(seed);
    Function<String, Optional<String>> trial =
        text -> DeviceTrial.failure(text, options(seed), target);
    trial.apply(network.text()).ifPresent(f -> new Blame(network, trial).fail(seed, f, command));
  }

  /** As the planner chooses, in a tile, with Winograd convolutions, with fused chains, in turns. */
  private static Options options(long seed) {
    int turn = (int) (seed / 4);
    Policy separate = Policy.DEFAULT.chains(Chains.SEPARATE);
    return Options.DEFAULT.policy(
        switch ((int) (seed % 4)) {
          case 0 -> Policy.DEFAULT;
          case 1 -> separate.everywhere("tile " + inTurn(DeviceTiles.ALL, turn));
          case 2 -> separate.everywhere(inTurn(WINOGRAD, turn));
          default -> Policy.DEFAULT.chains(Chains.FUSED).everywhere("direct");
        });
  }

  private static String inTurn(List<String> all, int turn) {
    return all.get(turn % all.size());
  }
}
