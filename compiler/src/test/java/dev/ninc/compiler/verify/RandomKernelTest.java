package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.pass.Pipeline;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.random.Coverage;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Random networks as generated classes, on all kinds of machines. {@code -Dninc.seed} and {@code
 * -Dninc.count} choose which networks.
 */
class RandomKernelTest {

  private static final String COMMAND =
      "mvn -pl compiler -am test -Dtest=RandomKernelTest#%s -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dninc.count=1 -Dninc.seed=%d%s";

  /** Machines of an ordinary run: the other one differs in the number of registers only. */
  private static final List<Machine> SOME = Machine.VECTOR.subList(0, 3);

  /** Taken wherever they are possible. */
  private static final List<String> WINOGRAD =
      List.of(
          "winograd F(2x2)",
          "winograd F(3x3)",
          "winograd F(4x4)",
          "winograd F(5x5)",
          "winograd F(6x6)",
          "fused winograd F(2x2)",
          "fused winograd F(4x4)");

  /** A few networks; the passes that are left out take turns. */
  @TestFactory
  Stream<DynamicTest> networks() {
    return tests(30).mapToObj(s -> test(s, "networks", "", RandomKernelTest::inTurns));
  }

  /** Many networks, each with every pass on and off, and chains in both ways. */
  @TestFactory
  @Tag("campaign")
  Stream<DynamicTest> manyNetworks() {
    List<RandomNetwork> networks = tests(1_000).mapToObj(RandomNetwork::of).toList();
    Stream<DynamicTest> coverage =
        Stream.of(DynamicTest.dynamicTest("coverage", () -> coverage(networks)));
    return Stream.concat(
        coverage,
        tests(1_000).mapToObj(s -> test(s, "manyNetworks", " -Pcampaign", seed -> everything())));
  }

  @AfterAll
  static void figures() {
    System.out.printf(
        Locale.ROOT,
        "%d classes. Worst step: %.2f of what is allowed. Worst end to end: %.2g of the output's"
            + " largest number, allowed %.2g.%n",
        Trial.compiled,
        Trial.worstStep,
        Trial.worstEndToEnd * EndToEnd.ALLOWED,
        EndToEnd.ALLOWED);
  }

  private static void coverage(List<RandomNetwork> networks) {
    Coverage coverage = Coverage.of(networks);
    System.out.println(coverage.table());
    if (networks.size() >= 300) {
      assertThat(coverage.rare()).as("features in fewer than 5 %% of the networks").isEmpty();
    }
  }

  private static List<Options> everything() {
    List<Options> all = new ArrayList<>();
    all.add(Options.DEFAULT.chains(Chains.FUSED));
    all.add(Options.DEFAULT.chains(Chains.SEPARATE));
    for (String pass : Pipeline.standard().names()) {
      all.add(Options.DEFAULT.chains(Chains.FUSED).without(Set.of(pass)));
    }
    WINOGRAD.forEach(a -> all.add(winograd(a)));
    return all;
  }

  private static Options winograd(String algorithm) {
    return Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm));
  }

  private static List<Options> inTurns(long seed) {
    List<Options> all = everything();
    int others = all.size() - 2 - WINOGRAD.size();
    return List.of(
        all.get((int) (seed % 2)),
        all.get(2 + (int) (seed / 2 % others)),
        winograd(WINOGRAD.get((int) (seed % WINOGRAD.size()))));
  }

  private static LongStream tests(int count) {
    long first = property("ninc.seed", 0);
    return LongStream.range(first, first + property("ninc.count", count));
  }

  private static long property(String name, long otherwise) {
    String text = System.getProperty(name, "");
    return text.isBlank() ? otherwise : Long.parseLong(text);
  }

  private static DynamicTest test(
      long seed, String method, String flags, LongFunction<List<Options>> options) {
    List<Machine> machines = flags.isEmpty() ? SOME : Machine.VECTOR;
    return DynamicTest.dynamicTest(
        "seed " + seed,
        () -> check(seed, options.apply(seed), machines, COMMAND.formatted(method, seed, flags)));
  }

  private static void check(
      long seed, List<Options> options, List<Machine> machines, String command) {
    RandomNetwork network = RandomNetwork.of(seed);
    Function<String, Optional<String>> trial = text -> new Trial(text, options, machines).failure();
    trial.apply(network.text()).ifPresent(f -> new Blame(network, trial).fail(seed, f, command));
  }
}
