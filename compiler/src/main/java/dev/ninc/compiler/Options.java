package dev.ninc.compiler;

import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import java.util.Map;
import java.util.Set;

/**
 * What the user may choose.
 *
 * @param packageName of the generated classes; may be empty
 * @param parameters values for the network's parameters, by name, as the user typed them
 * @param without passes to leave out, by name: for debugging
 * @param policy what the plan has to heed
 */
public record Options(
    String packageName, Map<String, String> parameters, Set<String> without, Policy policy) {

  public static final Options DEFAULT = new Options("", Map.of(), Set.of(), Policy.DEFAULT);

  public Options {
    parameters = Map.copyOf(parameters);
    without = Set.copyOf(without);
  }

  public Options packageName(String name) {
    return new Options(name, parameters, without, policy);
  }

  public Options parameters(Map<String, String> values) {
    return new Options(packageName, values, without, policy);
  }

  public Options without(Set<String> passes) {
    return new Options(packageName, parameters, passes, policy);
  }

  public Options chains(Chains how) {
    return new Options(packageName, parameters, without, policy.chains(how));
  }

  public Options policy(Policy decided) {
    return new Options(packageName, parameters, without, decided);
  }
}
