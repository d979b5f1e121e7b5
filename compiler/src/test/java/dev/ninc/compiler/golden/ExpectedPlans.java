package dev.ninc.compiler.golden;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.plan.PlanPrinter;
import dev.ninc.compiler.plan.java.JavaTarget;
import java.util.Arrays;

/** {@code expected.java-scalar.plan}, and the same for each other target. */
final class ExpectedPlans implements Expectation {

  @Override
  public boolean covers(String fileName) {
    return Arrays.stream(JavaTarget.values()).anyMatch(t -> fileName.equals(name(t)));
  }

  @Override
  public String actual(Case input, String fileName) {
    JavaTarget target =
        Arrays.stream(JavaTarget.values())
            .filter(t -> fileName.equals(name(t)))
            .findFirst()
            .orElseThrow();
    var optimized = Ninc.optimize(input.network(), input.options());
    return PlanPrinter.print(Ninc.plan(optimized, target, input.options()));
  }

  private static String name(JavaTarget target) {
    return "expected." + target + ".plan";
  }
}
