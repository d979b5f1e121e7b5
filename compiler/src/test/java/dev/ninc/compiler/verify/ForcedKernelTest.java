package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.verify.ForcedNetwork.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each kind of kernel with each property of layers, one after the other, forced where it is
 * possible: each step against the oracle, all machines against each other, divided in several ways.
 * {@code -Dninc.seed} and {@code -Dninc.count} choose which networks.
 */
class ForcedKernelTest {

  private static final String COMMAND =
      "mvn -pl compiler -am test -Dtest=ForcedKernelTest#%s -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dninc.count=1 -Dninc.seed=%d%s";

  /** Networks of an ordinary run: so many that each kind has its turn. */
  private static final int FEW = 2 * KernelKind.ALL.size();

  private static final int MANY = 5_000;

  /** Networks that are compiled in one go. */
  private static final int TOGETHER = 12;

  /** Machines of an ordinary run: the other one differs in the number of registers only. */
  private static final List<Machine> SOME = Machine.VECTOR.subList(0, 3);

  /** Where each kind has its turn with each property, each must have been there. */
  @Test
  void everyKindMeetsEveryProperty() {
    KernelCoverage coverage = new KernelCoverage();
    List<String> unfulfilled = new ArrayList<>();
    for (long seed = 0; seed < Wish.ALL.size(); seed++) {
      String wish = Wish.of(seed).toString();
      ForcedNetwork.of(seed).ifPresentOrElse(coverage::add, () -> unfulfilled.add(wish));
    }
    System.out.println(coverage.table());
    assertThat(unfulfilled).as("what no network was found for").isEmpty();
    assertThat(coverage.rare(1)).as("kinds and properties that are missing").isEmpty();
  }

  /** A few networks: each kind twice. */
  @TestFactory
  Stream<DynamicTest> networks() {
    return tests(FEW, "networks", "", SOME);
  }

  /** Many networks: each kind with each property several times. */
  @TestFactory
  @Tag("campaign")
  Stream<DynamicTest> manyNetworks() {
    return tests(MANY, "manyNetworks", " -Pcampaign", Machine.VECTOR);
  }

  @AfterAll
  static void figures() {
    System.out.printf(
        Locale.ROOT,
        "%d forced networks. Worst step: %.2f of what is allowed. Worst end to end: %.2g of the"
            + " output's largest number, allowed %.2g.%n",
        Trial.compiled,
        Trial.worstStep,
        Trial.worstEndToEnd * EndToEnd.ALLOWED,
        EndToEnd.ALLOWED);
  }

  private static Stream<DynamicTest> tests(
      int count, String method, String flags, List<Machine> machines) {
    long first = property("ninc.seed", 0);
    long end = first + property("ninc.count", count);
    KernelCoverage coverage = new KernelCoverage();
    Stream<DynamicTest> networks =
        LongStream.iterate(first, from -> from < end, from -> from + TOGETHER)
            .mapToObj(from -> LongStream.range(from, Math.min(end, from + TOGETHER)).toArray())
            .map(
                seeds ->
                    DynamicTest.dynamicTest(
                        "seeds " + seeds[0] + " to " + seeds[seeds.length - 1],
                        () -> check(seeds, method, flags, machines, coverage)));
    return Stream.concat(
        networks,
        Stream.of(DynamicTest.dynamicTest("coverage", () -> check(coverage, end - first))));
  }

  private static long property(String name, long otherwise) {
    String text = System.getProperty(name, "");
    return text.isBlank() ? otherwise : Long.parseLong(text);
  }

  private static void check(KernelCoverage coverage, long networks) {
    if (networks >= KernelKind.ALL.size()) {
      System.out.println(coverage.table());
      assertThat(coverage.rareKinds((int) (networks / KernelKind.ALL.size())))
          .as("kinds of kernels that had fewer than their turns")
          .isEmpty();
    }
    if (networks >= Wish.ALL.size()) {
      assertThat(coverage.rare((int) (networks / Wish.ALL.size())))
          .as("kinds and properties that met in fewer networks than were made for them")
          .isEmpty();
    }
  }

  private static void check(
      long[] seeds, String method, String flags, List<Machine> machines, KernelCoverage coverage) {
    List<ForcedNetwork> networks =
        LongStream.of(seeds)
            .mapToObj(
                seed ->
                    ForcedNetwork.of(seed)
                        .orElseThrow(() -> new AssertionError("no network for " + Wish.of(seed))))
            .toList();
    networks.forEach(coverage::add);
    List<Network> checked =
        networks.stream().map(n -> Harness.check(n.network().text(), n.options())).toList();
    List<Harness> harnesses =
        Harness.all(checked, networks.stream().map(ForcedNetwork::options).toList());
    for (int i = 0; i < seeds.length; i++) {
      ForcedNetwork made = networks.get(i);
      Optional<String> failure = failure(harnesses.get(i), machines);
      if (failure.isPresent()) {
        List<Options> options = List.of(made.options());
        new Blame(made.network(), text -> new Trial(text, options, machines).failure())
            .fail(
                seeds[i],
                failure.get() + " Made for: " + made.wish(),
                COMMAND.formatted(method, seeds[i], flags));
      }
    }
  }

  private static Optional<String> failure(Harness harness, List<Machine> machines) {
    try {
      return Trial.failure(harness, machines);
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("Thrown: " + e);
    }
  }
}
