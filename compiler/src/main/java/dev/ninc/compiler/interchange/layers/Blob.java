package dev.ninc.compiler.interchange.layers;

import java.util.List;

/**
 * An array of trained numbers as a file holds it.
 *
 * @param dims outermost first; in old files of Caffe always four, of which leading ones mean
 *     nothing
 * @param values as many as the product of the dimensions
 */
public record Blob(List<Integer> dims, float[] values) {

  public Blob {
    dims = List.copyOf(dims);
  }

  /** Whether it has these dimensions, but for leading ones: old files fill up to four. */
  public boolean has(List<Integer> expected) {
    return significant(dims).equals(significant(expected));
  }

  private static List<Integer> significant(List<Integer> dims) {
    int first = 0;
    while (first < dims.size() && dims.get(first) == 1) {
      first++;
    }
    return dims.subList(first, dims.size());
  }
}
