package dev.ninc.compiler;

import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the user may choose.
 *
 * @param packageName of the generated classes; may be empty
 * @param parameters values for the network's parameters, by name, as the user typed them
 * @param without passes to leave out, by name: for debugging
 * @param policy what the plan has to heed
 * @param targets what is generated; at least one
 */
public record Options(
    String packageName,
    Map<String, String> parameters,
    Set<String> without,
    Policy policy,
    Set<TargetLanguage> targets) {

  public static final Options DEFAULT =
      new Options("", Map.of(), Set.of(), Policy.DEFAULT, Set.of(TargetLanguage.JAVA));

  public Options {
    parameters = Map.copyOf(parameters);
    without = Set.copyOf(without);
    targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
  }

  public Options packageName(String name) {
    return new Options(name, parameters, without, policy, targets);
  }

  public Options parameters(Map<String, String> values) {
    return new Options(packageName, values, without, policy, targets);
  }

  public Options without(Set<String> passes) {
    return new Options(packageName, parameters, passes, policy, targets);
  }

  public Options chains(Chains how) {
    return new Options(packageName, parameters, without, policy.chains(how), targets);
  }

  public Options policy(Policy decided) {
    return new Options(packageName, parameters, without, decided, targets);
  }

  /**
   * What is generated.
   *
   * @throws IllegalArgumentException if it is nothing
   */
  public Options targets(Collection<TargetLanguage> languages) {
    return new Options(packageName, parameters, without, policy, EnumSet.copyOf(languages));
  }
}
