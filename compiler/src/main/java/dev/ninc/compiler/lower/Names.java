package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The names of layers and of all values; each stands for one thing. */
final class Names {

  private final NavigableSet<String> given;
  private final Diagnostics diagnostics;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Span> taken = new HashMap<>();
  private final Map<String, Optional<Place>> layers = new LinkedHashMap<>();
  private int layerCount;
  private boolean incomplete;

  /**
   * Names for one file.
   *
   * @param given the names that the user gives, anywhere in the file
   */
  Names(Collection<String> given, Diagnostics diagnostics) {
    this.given = new TreeSet<>(given);
    this.diagnostics = diagnostics;
  }

  /** Counts a layer of this kind whose name the user gives. */
  void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  /** The name of a layer of this kind to which the user gives none: the next free one. */
  String next(String kind) {
    // The first relu6 must not have the name of the 61st relu.
    boolean digit = Character.isDigit(kind.charAt(kind.length() - 1));
    String name;
    do {
      name = kind + (digit ? "_" : "") + counts.merge(kind, 1, Integer::sum);
    } while (isGiven(name));
    return name;
  }

  /** Whether the user gives this name, or one that a part of this layer could have. */
  private boolean isGiven(String name) {
    String part = given.ceiling(name + ".");
    return given.contains(name) || part != null && part.startsWith(name + ".");
  }

  /**
   * Reserves the name of a layer; where it is taken, that is reported, and another one is given.
   */
  String layer(String path, Span at) {
    return claim(path, at) ? path : path + "#" + taken.size() + "#" + layers.size();
  }

  /** Counts a layer; false from the first one on that is too many, which is reported. */
  boolean countLayer(Span at) {
    layerCount++;
    if (layerCount == Limits.LAYERS + 1) {
      diagnostics.add(
          Diagnostic.error(
                  Code.NIN0204,
                  at,
                  "The network has more than " + Limits.LAYERS + " layers.",
                  "one too many")
              .hint("Use fewer layers."));
    }
    return layerCount <= Limits.LAYERS;
  }

  /** Reserves a name; where it is taken, that is reported. */
  boolean claim(String name, Span at) {
    Span first = taken.putIfAbsent(name, at);
    if (first == null) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(Code.NIN0104, at, "The name `" + name + "` is used twice.", "here again")
            .and(first, "first used here")
            .hint("Give one of the two layers another name."));
    return false;
  }

  /** A layer has been lowered; {@code place} is empty where its shape is unknown. */
  void define(String path, Optional<Place> place) {
    layers.putIfAbsent(path, place);
  }

  /** A statement could not be read: there may be names that nobody knows. */
  void incomplete() {
    incomplete = true;
  }

  boolean isIncomplete() {
    return incomplete;
  }

  /** What a layer gives: empty where there is no such layer, empty inside where it is unknown. */
  Optional<Optional<Place>> layer(String path) {
    return Optional.ofNullable(layers.get(path));
  }

  Collection<String> layers() {
    return layers.keySet();
  }
}
