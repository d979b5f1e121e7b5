package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.pass.NamedPass;
import dev.ninc.compiler.pass.Pass;
import dev.ninc.compiler.pass.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Random networks through the front end, the passes and the interpreter. {@code -Dninc.seed} and
 * {@code -Dninc.count} choose which.
 */
class RandomNetworkTest {

  private static final String COMMAND =
      "mvn -pl compiler -am test -Dtest=RandomNetworkTest#networks"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dninc.count=1 -Dninc.seed=";

  @TestFactory
  Stream<DynamicTest> networks() {
    return tests(40);
  }

  @TestFactory
  @Tag("campaign")
  Stream<DynamicTest> manyNetworks() {
    return tests(1_000);
  }

  /** Each wrong pass must be noticed within the networks of an ordinary run, and made small. */
  @TestFactory
  Stream<DynamicTest> wrongPassesAreFound() {
    return Stream.of(
            new NamedPass("concat-turned-round", each(RandomNetworkTest::turnedRound)),
            new NamedPass("bias-forgotten", each(RandomNetworkTest::withoutBias)),
            new NamedPass("padding-cells-not-counted", each(RandomNetworkTest::inside)))
        .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> found(bad)));
  }

  @Test
  void whatTheGeneratorCallsValidTheFrontEndAccepts() {
    for (RandomNetwork candidate : Reducer.candidates(RandomNetwork.of(1))) {
      assertThat(Differential.lower(candidate.text()).graph().outputs()).isNotEmpty();
    }
  }

  private static Stream<DynamicTest> tests(int count) {
    long first = property("ninc.seed", 0);
    return LongStream.range(first, first + property("ninc.count", count))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static long property(String name, long otherwise) {
    String text = System.getProperty(name, "");
    return text.isBlank() ? otherwise : Long.parseLong(text);
  }

  private static void check(long seed) {
    Pipeline pipeline = Pipeline.standard();
    RandomNetwork network = RandomNetwork.of(seed);
    Optional<String> failure = Differential.failure(network, pipeline);
    if (failure.isPresent()) {
      RandomNetwork reduced = reduced(network, pipeline);
      fail(
          "%s%nSeed %d. Again: %s%d%nReduced: %s%n%s%nWhole:%n%s",
          failure.get(),
          seed,
          COMMAND,
          seed,
          Differential.failure(reduced, pipeline).orElse("nothing is wrong with it"),
          reduced.text(),
          network.text());
    }
  }

  /** The smallest network that fails in the same way: a refusal is not a wrong number. */
  private static RandomNetwork reduced(RandomNetwork network, Pipeline pipeline) {
    String kind = kind(Differential.failure(network, pipeline).orElseThrow());
    return Reducer.reduce(
        network, n -> Differential.failure(n, pipeline).map(f -> kind(f)).orElse("").equals(kind));
  }

  private static String kind(String failure) {
    return failure.substring(0, Math.min(25, failure.length()));
  }

  private static void found(NamedPass bad) {
    List<NamedPass> passes = new ArrayList<>(Pipeline.standard().passes());
    passes.add(0, bad);
    Pipeline pipeline = new Pipeline(passes);
    RandomNetwork network =
        LongStream.range(0, 40)
            .mapToObj(RandomNetwork::of)
            .filter(n -> Differential.failure(n, pipeline).isPresent())
            .findFirst()
            .orElseThrow(() -> new AssertionError("not found in 40 networks"));
    RandomNetwork reduced = reduced(network, pipeline);
    assertThat(Differential.failure(reduced, pipeline)).isPresent();
    assertThat(reduced.size()).as(reduced.text()).isLessThanOrEqualTo(4);
  }

  /** A pass that rewrites each op on its own. */
  private static Pass each(UnaryOperator<Op> rewrite) {
    return graph -> {
      List<Node> nodes = graph.nodes().stream().map(n -> n.with(rewrite.apply(n.op()))).toList();
      return nodes.equals(graph.nodes()) ? graph : graph.withNodes(nodes);
    };
  }

  private static Op turnedRound(Op op) {
    if (!(op instanceof Op.Concat concat)) {
      return op;
    }
    List<Value> turned = new ArrayList<>(concat.in());
    Collections.reverse(turned);
    return new Op.Concat(turned);
  }

  private static Op withoutBias(Op op) {
    return op instanceof Op.Conv c
        ? new Op.Conv(c.in(), c.weight(), Optional.empty(), c.window(), c.groups(), c.act())
        : op;
  }

  private static Op inside(Op op) {
    return op instanceof Op.Pool p
        ? new Op.Pool(p.in(), p.kind(), p.window(), p.rounding(), Op.Pool.Divisor.INSIDE)
        : op;
  }
}
