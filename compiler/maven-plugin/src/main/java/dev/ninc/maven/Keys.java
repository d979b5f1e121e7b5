package dev.ninc.maven;

import dev.ninc.compiler.TuningTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys by which the configuration names networks. */
final class Keys {

  /** What may stand behind a network's key, to name a tuning file for one of them. */
  static final List<TuningTarget> TARGETS = List.of(TuningTarget.values());

  private Keys() {}

  /** Those of the parameters that are for one network, or for all, by their own names. */
  static Map<String, String> parameters(Map<String, String> all, ModelFile model) {
    Map<String, String> values = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.indexOf('.') < 0) {
            values.putIfAbsent(name, value);
          } else if (key(name).equals(model.key())) {
            values.put(name.substring(name.lastIndexOf('.') + 1), value);
          }
        });
    return values;
  }

  /** {@code vision.cifar10.width} → {@code vision.cifar10}. */
  private static String key(String parameter) {
    return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
  }

  /** A message for each key that no network has, and for each file that is not there. */
  static List<Message> check(Choices choices, List<ModelFile> models) {
    Set<String> known = models.stream().map(ModelFile::key).collect(Collectors.toSet());
    List<Message> messages = new ArrayList<>();
    choices.weights().keySet().forEach(k -> check("weights", k, known, messages));
    choices.tunings().keySet().stream()
        .map(Keys::withoutTarget)
        .forEach(k -> check("tunings", k, known, messages));
    choices.parameters().keySet().stream()
        .filter(name -> name.indexOf('.') >= 0)
        .forEach(name -> check("parameters", key(name), known, messages));
    return messages;
  }

  /** {@code cifar10.opencl-gpu} → {@code cifar10}. */
  private static String withoutTarget(String tuning) {
    return TARGETS.stream()
        .map(target -> "." + target)
        .filter(tuning::endsWith)
        .map(word -> tuning.substring(0, tuning.length() - word.length()))
        .findFirst()
        .orElse(tuning);
  }

  private static void check(
      String parameter, String key, Set<String> known, List<Message> messages) {
    if (!known.contains(key)) {
      String all = known.stream().sorted().collect(Collectors.joining("`, `", "`", "`"));
      messages.add(
          Message.error(
              "<"
                  + parameter
                  + "> names `"
                  + key
                  + "`, and there is no such network: there is "
                  + all
                  + "."));
    }
  }
}
