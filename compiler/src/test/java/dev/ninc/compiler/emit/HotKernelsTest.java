package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever computes with vectors is named as a hot kernel, so that it is compiled before it serves.
 */
class HotKernelsTest {

  private static final int NETWORKS = 40;

  private static final List<String> ALGORITHMS =
      List.of("direct", "winograd F(2x2)", "winograd F(4x4)", "fused winograd F(2x2)");

  private static final Pattern METHOD =
      Pattern.compile("(?ms)^  (?:[\\w<>]+ )+(\\w+)\\([^;{]*?\\) \\{\\n(.*?)^  }\\n");

  private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\(");

  /** Runs once, when the class is loaded. */
  private static final String SPECIES = "species";

  @Test
  void allThatComputesWithVectorsIsHot() throws IOException {
    List<String> forgotten = new ArrayList<>();
    int found = 0;
    for (Path sample : Samples.all()) {
      found += check(Samples.network(sample), Options.DEFAULT, sample + ": ", forgotten);
    }
    for (int seed = 0; seed < NETWORKS; seed++) {
      Chains chains = seed % 3 == 0 ? Chains.FUSED : Chains.SEPARATE;
      String algorithm = ALGORITHMS.get(seed % ALGORITHMS.size());
      Options options = Options.DEFAULT.policy(Policy.DEFAULT.chains(chains).everywhere(algorithm));
      Network network = Harness.check(RandomNetwork.of(seed).text(), options);
      found += check(network, options, "seed " + seed + ", " + algorithm + ": ", forgotten);
    }
    assertThat(found).as("methods that compute with vectors").isGreaterThan(1_000);
    assertThat(forgotten)
        .as("methods with vectors that no hot kernel calls: name them in VectorHotKernels")
        .isEmpty();
  }

  /** Methods that compute with vectors. */
  private static int check(Network network, Options options, String where, List<String> forgotten) {
    String shared = "";
    int found = 0;
    for (GeneratedFile file : Ninc.emit(network, options)) {
      if (file.path().endsWith("Vector.java")) {
        shared = file.text();
      }
    }
    for (GeneratedFile file : Ninc.emit(network, options)) {
      if (file.path().matches(".*Vector(16|32)\\.java")) {
        Map<String, String> bodies = bodies(shared);
        bodies.putAll(bodies(file.text()));
        Set<String> computing = computing(bodies);
        found += computing.size();
        computing.removeAll(warmed(bodies));
        computing.forEach(m -> forgotten.add(where + file.path() + ": " + m));
      }
    }
    return found;
  }

  private static Set<String> computing(Map<String, String> bodies) {
    Set<String> computing = new TreeSet<>();
    bodies.forEach(
        (name, body) -> {
          if (body.contains("FloatVector") && !name.equals(SPECIES)) {
            computing.add(name);
          }
        });
    return computing;
  }

  /** What the hot kernels are, and what they call. */
  private static Set<String> warmed(Map<String, String> bodies) {
    Set<String> warmed = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    bodies.keySet().stream().filter(name -> name.matches("hot\\d*")).forEach(open::add);
    while (!open.isEmpty()) {
      String name = open.remove();
      Matcher call = CALL.matcher(bodies.getOrDefault(name, ""));
      while (call.find()) {
        if (warmed.add(call.group(1))) {
          open.add(call.group(1));
        }
      }
    }
    return warmed;
  }

  private static Map<String, String> bodies(String text) {
    Map<String, String> bodies = new HashMap<>();
    Matcher method = METHOD.matcher(text);
    while (method.find()) {
      bodies.put(method.group(1), method.group(2));
    }
    return bodies;
  }
}
