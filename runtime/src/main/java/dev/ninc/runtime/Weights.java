package dev.ninc.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trained tensors by name. Immutable, as long as nobody writes to the arrays. */
public final class Weights {

  private final String source;
  private final Map<String, WeightTensor> tensors;

  private Weights(String source, Map<String, WeightTensor> tensors) {
    this.source = source;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Tensors in the order given. Their arrays are not copied, and a model reads them after it was
   * loaded, too, in a thread of its own: nobody may change them as long as its {@link Report} says
   * {@link Report.State#WARMING}.
   *
   * @param source where they come from, for messages: a file's name
   * @throws IllegalArgumentException where two have one name
   */
  public static Weights of(String source, Collection<WeightTensor> tensors) {
    Map<String, WeightTensor> byName = new LinkedHashMap<>();
    for (WeightTensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("two tensors are called " + tensor.name());
      }
    }
    return new Weights(source, byName);
  }

  /** Where they come from, for messages. */
  public String source() {
    return source;
  }

  /** All tensors, in the order of the file. */
  public Collection<WeightTensor> tensors() {
    return tensors.values();
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of this name.
   *
   * @throws IllegalArgumentException where there is none; {@link #check} reports that to the user
   */
  public WeightTensor tensor(String name) {
    WeightTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(source + " has no tensor " + name);
    }
    return tensor;
  }

  /** The numbers of a tensor, the last dimension running fastest; not a copy. */
  public float[] floats(String name) {
    return tensor(name).values();
  }

  /** The dimensions of a tensor, outermost first. */
  public List<Integer> dims(String name) {
    return tensor(name).dims();
  }

  /**
   * Checks that these are exactly the tensors that a network expects.
   *
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  public void check(List<TensorSpec> expected) throws WeightsException {
    List<TensorSpec> found = new ArrayList<>();
    for (WeightTensor tensor : tensors.values()) {
      found.add(new TensorSpec(tensor.name(), tensor.dims()));
    }
    check(source, found, expected);
  }

  /**
   * Checks tensors of which names and dimensions alone are known.
   *
   * @param source where they come from, for messages
   * @throws WeightsException that lists all that are missing, surplus or misshapen
   */
  public static void check(String source, List<TensorSpec> found, List<TensorSpec> expected)
      throws WeightsException {
    Mismatch.check(source, found, expected);
  }

  /**
   * These tensors under other names, in the same order. Names may be swapped.
   *
   * @param oldToNew new names by old; a name that is not in it stays
   * @throws WeightsException that lists all old names that are unknown and all new ones that clash
   */
  public Weights rename(Map<String, String> oldToNew) throws WeightsException {
    List<String> problems = new ArrayList<>();
    for (String old : oldToNew.keySet()) {
      if (!tensors.containsKey(old)) {
        String near = NearestName.of(old, tensors.keySet());
        problems.add(
            WeightsException.quote(old)
                + " is not in the file"
                + (near.isEmpty() ? "" : "; is " + WeightsException.quote(near) + " meant?"));
      }
    }
    Map<String, WeightTensor> renamed = new LinkedHashMap<>();
    for (WeightTensor tensor : tensors.values()) {
      String name = oldToNew.getOrDefault(tensor.name(), tensor.name());
      if (renamed.put(name, new WeightTensor(name, tensor.dims(), tensor.values())) != null) {
        problems.add("two tensors would be called " + WeightsException.quote(name));
      }
    }
    if (!problems.isEmpty()) {
      Collections.sort(problems);
      throw new WeightsException(
          source + ": the renaming does not fit:\n  " + String.join("\n  ", problems));
    }
    return new Weights(source, renamed);
  }
}
