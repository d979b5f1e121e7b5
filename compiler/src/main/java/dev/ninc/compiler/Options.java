package dev.ninc.compiler;

import dev.ninc.compiler.plan.Chains;
import java.util.Map;
import java.util.Set;

/**
 * What the user may choose.
 *
 * @param packageName of the generated classes; may be empty
 * @param parameters values for the network's parameters, by name, as the user typed them
 * @param without passes to leave out, by name: for debugging
 * @param chains how the stages of a 1x1 chain run
 */
public record Options(
    String packageName, Map<String, String> parameters, Set<String> without, Chains chains) {

  public static final Options DEFAULT = new Options("", Map.of(), Set.of(), Chains.AUTO);

  public Options {
    parameters = Map.copyOf(parameters);
    without = Set.copyOf(without);
  }

  public Options packageName(String name) {
    return new Options(name, parameters, without, chains);
  }

  public Options parameters(Map<String, String> values) {
    return new Options(packageName, values, without, chains);
  }

  public Options without(Set<String> passes) {
    return new Options(packageName, parameters, passes, chains);
  }

  public Options chains(Chains how) {
    return new Options(packageName, parameters, without, how);
  }
}
