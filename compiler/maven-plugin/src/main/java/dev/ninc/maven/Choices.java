package dev.ninc.maven;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.plan.Accuracy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user may choose. Networks go by their keys: see {@link ModelFile#key}.
 *
 * @param packageName of the networks at the root of the source folder
 * @param targets what is generated; at least one
 * @param parameters values by the name of a network's parameter, or by {@code KEY.NAME} for one
 *     network
 * @param weights files by key
 * @param tunings files by key
 * @param accuracy of the kernels
 */
record Choices(
    Optional<String> packageName,
    Set<TargetLanguage> targets,
    Map<String, String> parameters,
    Map<String, Path> weights,
    Map<String, Path> tunings,
    Accuracy accuracy) {

  static final Choices DEFAULT =
      new Choices(
          Optional.empty(),
          Set.of(TargetLanguage.JAVA),
          Map.of(),
          Map.of(),
          Map.of(),
          Accuracy.NORMAL);

  Choices {
    targets = EnumSet.copyOf(targets);
    parameters = new TreeMap<>(parameters); // sorted: their text tells whether they changed
    weights = new TreeMap<>(weights);
    tunings = new TreeMap<>(tunings);
  }
}
