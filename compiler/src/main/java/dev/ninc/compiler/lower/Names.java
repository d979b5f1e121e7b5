package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of layers and of all values; each stands for one thing. A call and each round of a
 * repetition open a scope, in which unnamed layers are counted from 1; paths are names from the
 * outermost scope, {@code fire2.squeeze}.
 */
final class Names {

  /** What all scopes of one network share. */
  private static final class Registry {
    private final Map<String, Span> taken = new HashMap<>();
    private final Map<String, Optional<Place>> layers = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private int layerCount;
    private boolean incomplete;
    private boolean tooLong;
  }

  private final Registry all;
  private final Optional<Names> outer;

  /** Its name in the outer scope. */
  private final String local;

  /** What its paths begin with: {@code fire2.}. */
  private final String prefix;

  private final NavigableSet<String> given;
  private final Mistakes mistakes;
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * Names for one network.
   *
   * @param given the names that the user gives, anywhere in the network
   */
  Names(Collection<String> given, Mistakes mistakes) {
    this(new Registry(), Optional.empty(), "", "", given, mistakes);
  }

  private Names(
      Registry all,
      Optional<Names> outer,
      String local,
      String prefix,
      Collection<String> given,
      Mistakes mistakes) {
    this.all = all;
    this.outer = outer;
    this.local = local;
    this.prefix = prefix;
    this.given = new TreeSet<>(given);
    this.mistakes = mistakes;
  }

  /**
   * A scope inside this one.
   *
   * @param path of the call or the round
   * @param names that the user gives in its body
   */
  Names scope(String path, Collection<String> names) {
    String name = path.substring(prefix.length());
    return new Names(all, Optional.of(this), name, path + ".", names, mistakes);
  }

  /** The path of a name in this scope. */
  String path(String name) {
    return prefix + name;
  }

  /** Counts a layer of this kind whose name the user gives. */
  void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  /** The path of a layer of this kind to which the user gives no name: the next free one. */
  String next(String kind) {
    // The first relu6 must not have the name of the 61st relu.
    boolean digit = Character.isDigit(kind.charAt(kind.length() - 1));
    String name;
    do {
      name = kind + (digit ? "_" : "") + counts.merge(kind, 1, Integer::sum);
    } while (isGiven(name));
    return path(name);
  }

  /** Whether the user gives this name, here or from outside, or one that a part could have. */
  private boolean isGiven(String name) {
    String part = given.ceiling(name + ".");
    return given.contains(name)
        || part != null && part.startsWith(name + ".")
        || outer.isPresent() && outer.get().isGiven(local + "." + name);
  }

  /**
   * Reserves the path of a layer; where it is taken, that is reported, and another one is given.
   */
  String layer(String path, Span at) {
    if (path.length() > Limits.PATH && !all.tooLong) {
      all.tooLong = true;
      mistakes.add(tooLong(path, at));
    }
    return claim(path, at) ? path : path + "#" + all.taken.size() + "#" + all.layers.size();
  }

  private static Diagnostic tooLong(String path, Span at) {
    return Diagnostic.error(
            Code.NIN0008,
            at,
            "The path of a layer has more than " + Limits.PATH + " characters.",
            "has " + path.length())
        .hint("Use shorter names for calls, or call fewer blocks from inside each other.");
  }

  /** Counts a layer; false from the first one on that is too many, which is reported. */
  boolean countLayer(Span at) {
    all.layerCount = Math.min(all.layerCount, Limits.LAYERS + 1) + 1;
    if (all.layerCount == Limits.LAYERS + 1) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0204,
                  at,
                  "The network has more than " + Limits.LAYERS + " layers.",
                  "one too many")
              .hint("Use fewer layers: each call and each round of a repetition counts as one."));
    }
    return !isFull();
  }

  /** Whether there are too many layers. */
  boolean isFull() {
    return all.layerCount > Limits.LAYERS;
  }

  /** Reserves a path; where it is taken, that is reported. */
  boolean claim(String path, Span at) {
    Span first = all.taken.putIfAbsent(path, at);
    if (first == null) {
      return true;
    }
    mistakes.add(
        Diagnostic.error(Code.NIN0104, at, "The name `" + path + "` is used twice.", "here again")
            .and(first, "first used here")
            .hint("Give one of the two layers another name."));
    return false;
  }

  /** A layer has been lowered; {@code place} is empty where its shape is unknown. */
  void define(String path, Optional<Place> place) {
    all.layers.putIfAbsent(path, place);
  }

  /** A statement could not be read: there may be names that nobody knows. */
  void incomplete() {
    all.incomplete = true;
  }

  boolean isIncomplete() {
    return all.incomplete;
  }

  /** The layers of a call or a repetition are unknown, for a mistake that was reported. */
  void hide(String path) {
    all.hidden.add(path);
  }

  /** Whether a layer with this path may be among those that nobody knows. */
  boolean mayBeUnknown(String path) {
    int dot = path.indexOf('.');
    while (dot >= 0 && !all.hidden.contains(path.substring(0, dot))) {
      dot = path.indexOf('.', dot + 1);
    }
    return all.incomplete || isFull() || dot >= 0;
  }

  /** What a layer gives: empty where there is no such layer, empty inside where it is unknown. */
  Optional<Optional<Place>> layer(String path) {
    return Optional.ofNullable(all.layers.get(path));
  }

  /** Where a layer stands. */
  Optional<Span> span(String path) {
    return all.layers.containsKey(path)
        ? Optional.ofNullable(all.taken.get(path))
        : Optional.empty();
  }

  Collection<String> layers() {
    return all.layers.keySet();
  }
}
