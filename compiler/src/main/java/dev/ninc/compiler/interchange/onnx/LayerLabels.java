package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.interchange.layers.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names for the layers of an imported text, made of those in the model. A layer is called as its
 * weights are, {@code features.0} where they are {@code features.0.weight}; else as its node. Names
 * that say nothing ({@code Conv_12}, {@code /relu/Relu}, {@code 45}) are dropped where a layer
 * needs none.
 */
final class LayerLabels {

  private static final Pattern WEIGHT = Pattern.compile("(.+)[._]weight", Pattern.DOTALL);

  /** What stands behind a layer's name in a file of weights, and the normalization of its own. */
  private static final List<String> PARTS =
      List.of(
          "",
          ".weight",
          ".bias",
          ".running_mean",
          ".running_var",
          ".norm",
          ".norm.weight",
          ".norm.bias",
          ".norm.running_mean",
          ".norm.running_var");

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /**
   * A name for a layer with weights, which nothing else has.
   *
   * @param tensor the name of its first tensor
   */
  String weighted(String tensor, OnnxNode node) {
    Matcher weight = WEIGHT.matcher(tensor);
    String wanted = weight.matches() ? weight.group(1) : module(node.name(), node.operator());
    if (wanted.isBlank()) {
      wanted = module(node.result(), node.operator());
    }
    return free(safe(wanted.isBlank() ? node.operator().toLowerCase(Locale.ROOT) : wanted), PARTS);
  }

  /** A name for a layer without weights; empty where the model has none that says something. */
  String plain(OnnxNode node) {
    String name = module(node.name(), node.operator());
    String safe = name.isBlank() ? "" : safe(name);
    if (safe.isEmpty() || !isFree(safe, List.of(""))) {
      return "";
    }
    taken.add(safe);
    return safe;
  }

  /** A name for a layer without weights that is a result; as near to this one as possible. */
  String result(String wanted) {
    return free(safe(wanted), List.of(""));
  }

  /** The name, or it with the first number that makes it free: those before are not tried again. */
  private String free(String name, List<String> parts) {
    String free = name;
    while (!isFree(free, parts)) {
      free = name + "_" + next.merge(name, 2, (last, first) -> last + 1);
    }
    take(free, parts);
    return free;
  }

  private boolean isFree(String name, List<String> parts) {
    return parts.stream().noneMatch(part -> taken.contains(name + part));
  }

  private void take(String name, List<String> parts) {
    taken.addAll(parts.stream().map(part -> name + part).collect(Collectors.toSet()));
  }

  /**
   * A path without operators' names, as PyTorch calls its modules: {@code layer1.0.conv1} for
   * {@code /layer1/layer1.0/conv1/Conv}.
   */
  private static String module(String name, String operator) {
    Pattern generic = Pattern.compile(Pattern.quote(operator) + "[_.]?\\d*|\\d*");
    List<String> parts =
        Stream.of(name.split("/")).filter(part -> !generic.matcher(part).matches()).toList();
    List<String> inner = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean repeated = i + 1 < parts.size() && parts.get(i + 1).startsWith(parts.get(i) + ".");
      if (!repeated) {
        inner.add(parts.get(i));
      }
    }
    return String.join(".", inner);
  }

  /** What the language can hold in quotes. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .limit(Names.LONGEST - 12)
        .map(c -> Names.isPrintable(c) && c != ':' ? c : '_')
        .forEach(safe::appendCodePoint);
    while (safe.length() > Names.LONGEST - 12) {
      safe.setLength(safe.offsetByCodePoints(safe.length(), -1));
    }
    return safe.toString().isBlank() ? "layer" : safe.toString();
  }
}
