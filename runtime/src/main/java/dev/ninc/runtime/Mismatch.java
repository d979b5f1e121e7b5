package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in what a file's tensors differ from those that a network expects. */
final class Mismatch {

  private static final int MOST_LINES = 40;

  /** Where no name is known, so many tensors are listed; more say no more than their number. */
  private static final int MOST_STRANGERS = 8;

  private Mismatch() {}

  /**
   * Checks that a file's tensors are exactly the expected ones, in whatever order.
   *
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  static void check(String source, List<TensorSpec> found, List<TensorSpec> expected)
      throws WeightsException {
    if (!areTheSame(found, expected)) {
      throw new WeightsException(describe(source, found, expected));
    }
  }

  /** By name and dimensions; equals of a record would first have to be made, at a start's cost. */
  private static boolean areTheSame(List<TensorSpec> found, List<TensorSpec> expected) {
    Map<String, List<Integer>> dims = new HashMap<>();
    for (TensorSpec tensor : found) {
      dims.put(tensor.name(), tensor.dims());
    }
    for (TensorSpec spec : expected) {
      if (!spec.dims().equals(dims.remove(spec.name()))) {
        return false;
      }
    }
    return dims.isEmpty();
  }

  /** All differences, one to a line: misshapen tensors, then surplus ones, then missing ones. */
  private static String describe(String source, List<TensorSpec> found, List<TensorSpec> expected) {
    Map<String, TensorSpec> missing = new LinkedHashMap<>();
    Map<String, TensorSpec> surplus = new LinkedHashMap<>();
    for (TensorSpec tensor : found) {
      surplus.put(tensor.name(), tensor);
    }
    List<String> lines = new ArrayList<>();
    for (TensorSpec spec : expected) {
      TensorSpec tensor = surplus.remove(spec.name());
      if (tensor == null) {
        missing.put(spec.name(), spec);
      } else if (!tensor.dims().equals(spec.dims())) {
        lines.add(
            "%s has the shape %s; the network expects %s"
                .formatted(WeightsException.quote(spec.name()), tensor.dims(), spec.dims()));
      }
    }
    boolean nothingFits = !surplus.isEmpty() && missing.size() == expected.size();
    boolean renamed = addSurplus(surplus.values(), missing, lines);
    if (nothingFits && !renamed && lines.size() + missing.size() > MOST_STRANGERS) {
      return text(source, List.of(strangers(found, expected)), true);
    }
    for (TensorSpec spec : missing.values()) {
      lines.add("%s %s is missing".formatted(WeightsException.quote(spec.name()), spec.dims()));
    }
    return text(source, lines, renamed || !surplus.isEmpty() && !missing.isEmpty());
  }

  /**
   * A surplus tensor whose name is nearly that of a missing one is one mistake, not two: the latter
   * leaves {@code missing}. Says whether there was one.
   */
  private static boolean addSurplus(
      Collection<TensorSpec> surplus, Map<String, TensorSpec> missing, List<String> lines) {
    boolean renamed = false;
    for (TensorSpec tensor : surplus) {
      String line =
          "%s %s is surplus".formatted(WeightsException.quote(tensor.name()), tensor.dims());
      boolean shown = lines.size() < MOST_LINES; // the search has a price
      String near = shown ? NearestName.of(tensor.name(), missing.keySet()) : "";
      if (!near.isEmpty()) {
        TensorSpec meant = missing.remove(near);
        renamed = true;
        line +=
            "; did the network mean %s%s?"
                .formatted(
                    WeightsException.quote(near),
                    meant.dims().equals(tensor.dims())
                        ? ""
                        : ", which it expects as " + meant.dims());
      }
      lines.add(line);
    }
    return renamed;
  }

  private static String strangers(List<TensorSpec> found, List<TensorSpec> expected) {
    return "none of the %d in the file (%s) has a name of the %d that the network expects (%s)"
        .formatted(found.size(), first(found), expected.size(), first(expected));
  }

  private static String first(List<TensorSpec> tensors) {
    return WeightsException.quote(tensors.get(0).name()) + (tensors.size() > 1 ? ", …" : "");
  }

  private static String text(String source, List<String> lines, boolean rename) {
    StringBuilder text = new StringBuilder(source);
    text.append(": the tensors are not those of the network:");
    for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      text.append("\n  ").append(line);
    }
    if (lines.size() > MOST_LINES) {
      text.append("\n  and ").append(lines.size() - MOST_LINES).append(" more");
    }
    text.append("\nUse the weights that were trained with this network and these parameters");
    text.append(
        rename
            ? ", or rename tensors (`Weights.rename`; `--map OLD=NEW` or `--map-file FILE` on the"
                + " command line)."
            : ".");
    return text.append(
            "\n`ninc weights --for FILE.nin` lists what a network expects, and makes such")
        .append(" weights up with `-o FILE.safetensors`.")
        .toString();
  }
}
