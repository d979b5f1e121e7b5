package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.testing.Harness;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No kind of kernel is forgotten by the tests that go from kind to kind. */
class KindsTest {

  @Test
  void mutantsAreMadeOfEachKind() {
    Set<String> mutated = new TreeSet<>();
    for (Kind kind : Kind.ALL) {
      var options = MutantTest.options(kind);
      var optimized = Ninc.optimize(Harness.check(kind.text(), options), options);
      for (JavaTarget target : JavaTarget.values()) {
        Plan plan = Ninc.plan(optimized, target, options);
        plan.run().stream()
            .filter(step -> step.id().matches("k(:.*)?|.*:out|input") || isChain(step))
            .forEach(step -> mutated.add(sort(KernelForms.of((JavaKernel) step.kernel()))));
      }
    }
    Set<String> all = new TreeSet<>(Set.of("input", "output", "tiles of winograd"));
    KernelKind.ALL.forEach(kind -> all.add(sort(kind.form())));
    // Divisors differ in a number that is given, and what heads a chain in a call.
    all.removeIf(form -> form.startsWith("average inside") || form.startsWith("chain"));
    all.add("chain, window head");
    assertThat(mutated).containsAll(all);
  }

  private static boolean isChain(Step step) {
    return step.kernel() instanceof JavaKernel.Fused;
  }

  /** Sizes of tiles and windows change numbers and the length of what is written out alone. */
  private static String sort(String form) {
    return form.replaceAll(" F\\(.*?\\)", "");
  }
}
