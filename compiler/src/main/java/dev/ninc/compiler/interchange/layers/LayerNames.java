package dev.ninc.compiler.interchange.layers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in front of layers, in the order of the text. The compiler calls an unnamed layer by
 * its kind and the count of all layers of that kind: a name that is just this need not stand there.
 */
final class LayerNames {

  private final Assembly.Style style;
  private final NavigableSet<String> given;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> written = new HashSet<>();

  /**
   * Nothing is written yet.
   *
   * @param all names of layers
   */
  LayerNames(Assembly.Style style, Collection<String> all) {
    this.style = style;
    this.given = new TreeSet<>(all);
  }

  /** {@code conv1: }, or nothing where there is no name, or none is needed. */
  String label(String name, String kind) {
    boolean needed = !name.equals(next(kind)) || parts(name) > 0;
    if (!name.isEmpty()) {
      written.add(name);
    }
    return name.isEmpty() || style == Assembly.Style.NEEDED_NAMES && !needed
        ? ""
        : Names.inText(name) + ": ";
  }

  /** The names of an mlpconv's stages: of all, or of none if none is needed. */
  List<String> stages(List<String> names) {
    String mlpconv = next("mlpconv");
    List<String> labels = new ArrayList<>();
    boolean needed =
        style == Assembly.Style.EACH_NAME
            || parts(mlpconv) != names.size()
            || given.contains(mlpconv);
    for (int i = 0; i < names.size(); i++) {
      needed |= !names.get(i).equals(mlpconv + "." + i);
    }
    for (String name : names) {
      labels.add(needed ? Names.inText(name) + ": " : "");
    }
    written.addAll(names);
    return labels;
  }

  /** How many names begin with this one and a dot: the compiler then looks for another. */
  private int parts(String name) {
    return given.subSet(name + ".", name + "/").size(); // a slash follows a dot
  }

  /** Whether a layer of this name stands in the text. */
  boolean isWritten(String name) {
    return written.contains(name);
  }

  /** As {@code lower.Names} counts, for as long as no other layer is given such a name. */
  private String next(String kind) {
    boolean digit = Character.isDigit(kind.charAt(kind.length() - 1));
    return kind + (digit ? "_" : "") + counts.merge(kind, 1, Integer::sum);
  }
}
