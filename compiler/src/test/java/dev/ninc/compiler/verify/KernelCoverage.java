package dev.ninc.compiler.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many networks had a kind of kernel, and that with each property. */
final class KernelCoverage {

  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<String, Map<LayerProperty, Integer>> cells = new TreeMap<>();

  void add(ForcedNetwork network) {
    add(network.kernels());
  }

  private void add(List<PlannedKernel> kernels) {
    Map<String, Set<LayerProperty>> found = new TreeMap<>();
    for (PlannedKernel kernel : kernels) {
      Set<LayerProperty> properties = found.computeIfAbsent(kernel.form(), f -> new HashSet<>());
      for (LayerProperty property : LayerProperty.values()) {
        if (property.of(kernel.facts())) {
          properties.add(property);
        }
      }
    }
    found.forEach(
        (form, properties) -> {
          kinds.merge(form, 1, Integer::sum);
          Map<LayerProperty, Integer> row = cells.computeIfAbsent(form, f -> new TreeMap<>());
          properties.forEach(p -> row.merge(p, 1, Integer::sum));
        });
  }

  private int count(KernelKind kind, LayerProperty property) {
    return cells.getOrDefault(kind.form(), Map.of()).getOrDefault(property, 0);
  }

  /** The kinds in fewer networks than that, in words. */
  List<String> rareKinds(int times) {
    return KernelKind.ALL.stream()
        .filter(kind -> kinds.getOrDefault(kind.form(), 0) < times)
        .map(kind -> kind + ": " + kinds.getOrDefault(kind.form(), 0))
        .toList();
  }

  /** Properties that a kind of kernel had in fewer networks than that, in words. */
  List<String> rare(int times) {
    List<String> rare = new ArrayList<>();
    for (KernelKind kind : KernelKind.ALL) {
      for (LayerProperty property : kind.properties()) {
        if (count(kind, property) < times) {
          rare.add(kind + ", " + property + ": " + count(kind, property));
        }
      }
    }
    return rare;
  }

  /** A row for each kind, a column for each property; a dash where there is none such. */
  String table() {
    StringBuilder table = new StringBuilder("Networks by kind of kernel and by property:\n");
    LayerProperty[] properties = LayerProperty.values();
    for (int i = 0; i < properties.length; i++) {
      table.append("%4d  %s%n".formatted(i + 1, properties[i]));
    }
    table.append("%-36s  all".formatted(""));
    for (int i = 0; i < properties.length; i++) {
      table.append("%5d".formatted(i + 1));
    }
    rows().forEach((form, wanted) -> table.append(row(form, wanted)));
    return table.append('\n').toString();
  }

  private static Map<String, Set<LayerProperty>> rows() {
    Map<String, Set<LayerProperty>> rows = new LinkedHashMap<>();
    for (KernelKind kind : KernelKind.ALL) {
      rows.computeIfAbsent(kind.form(), f -> new HashSet<>()).addAll(kind.properties());
    }
    return rows;
  }

  private String row(String form, Set<LayerProperty> wanted) {
    Map<LayerProperty, Integer> counts = cells.getOrDefault(form, Map.of());
    return List.of(LayerProperty.values()).stream()
        .map(p -> wanted.contains(p) ? "" + counts.getOrDefault(p, 0) : "-")
        .map("%5s"::formatted)
        .collect(
            Collectors.joining("", "%n%-36s%5d".formatted(form, kinds.getOrDefault(form, 0)), ""));
  }
}
