package dev.ninc.compiler;

import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user may choose.
 *
 * @param packageName of the generated classes; may be empty
 * @param parameters values for the network's parameters, by name, as the user typed them
 * @param without passes to leave out, by name: for debugging
 * @param policy what the plan has to heed
 * @param targets what is generated; at least one
 * @param tunings algorithms for layers by name, for some targets: they take the place of those of
 *     the policy
 * @param weights the name of the resource with the trained weights that the build packs beside the
 *     generated classes: the public class then has a {@code load()} for them
 */
public record Options(
    String packageName,
    Map<String, String> parameters,
    Set<String> without,
    Policy policy,
    Set<TargetLanguage> targets,
    Map<TuningTarget, Map<String, String>> tunings,
    Optional<String> weights) {

  public static final Options DEFAULT =
      new Options(
          "",
          Map.of(),
          Set.of(),
          Policy.DEFAULT,
          Set.of(TargetLanguage.JAVA),
          Map.of(),
          Optional.empty());

  public Options {
    parameters = Map.copyOf(parameters);
    without = Set.copyOf(without);
    targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    tunings = Map.copyOf(tunings);
  }

  public Options packageName(String name) {
    return new Options(name, parameters, without, policy, targets, tunings, weights);
  }

  public Options parameters(Map<String, String> values) {
    return new Options(packageName, values, without, policy, targets, tunings, weights);
  }

  public Options without(Set<String> passes) {
    return new Options(packageName, parameters, passes, policy, targets, tunings, weights);
  }

  public Options chains(Chains how) {
    return new Options(
        packageName, parameters, without, policy.chains(how), targets, tunings, weights);
  }

  public Options policy(Policy decided) {
    return new Options(packageName, parameters, without, decided, targets, tunings, weights);
  }

  /**
   * What is generated.
   *
   * @throws IllegalArgumentException if it is nothing
   */
  public Options targets(Collection<TargetLanguage> languages) {
    return new Options(
        packageName, parameters, without, policy, EnumSet.copyOf(languages), tunings, weights);
  }

  /** What the plan for a target has to heed. */
  public Policy policy(TuningTarget target) {
    return tunings.containsKey(target) ? policy.algorithms(tunings.get(target)) : policy;
  }

  /** Algorithms for layers by name, for one target. */
  public Options tuning(TuningTarget target, Map<String, String> algorithms) {
    Map<TuningTarget, Map<String, String>> all = new EnumMap<>(TuningTarget.class);
    all.putAll(tunings);
    all.put(target, Map.copyOf(algorithms));
    return new Options(packageName, parameters, without, policy, targets, all, weights);
  }

  /** The public class loads its weights from a resource beside it. */
  public Options weights(String resource) {
    return new Options(
        packageName, parameters, without, policy, targets, tunings, Optional.of(resource));
  }
}
