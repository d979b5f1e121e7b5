package dev.ninc.compiler.golden;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.PlanPrinter;
import dev.ninc.compiler.plan.Target;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.opencl.OpenClPlanner;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code expected.java-scalar.plan}, and the same for each other target. */
final class ExpectedPlans implements Expectation {

  @Override
  public boolean covers(String fileName) {
    return targets().anyMatch(t -> fileName.equals(name(t)));
  }

  @Override
  public String actual(Case input, String fileName) {
    Target target = targets().filter(t -> fileName.equals(name(t))).findFirst().orElseThrow();
    return PlanPrinter.print(plan(Ninc.optimize(input.network(), input.options()), target, input));
  }

  private static Plan plan(Network optimized, Target target, Case input) {
    return target instanceof OpenClTarget device
        ? OpenClPlanner.plan(optimized.graph(), device, input.options().policy())
        : Ninc.plan(optimized, (JavaTarget) target, input.options());
  }

  private static Stream<Target> targets() {
    return Stream.concat(Arrays.stream(JavaTarget.values()), Arrays.stream(OpenClTarget.values()));
  }

  private static String name(Target target) {
    return "expected." + target + ".plan";
  }
}
