package dev.ninc.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;

/** An array of weights, without a batch; no dimensions means a scalar. */
public record Tensor(List<Integer> dims) implements Type {

  public Tensor {
    dims = List.copyOf(dims);
    if (dims.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException("dimensions " + dims);
    }
  }

  public static Tensor of(Integer... dims) {
    return new Tensor(List.of(dims));
  }

  @Override
  public long size() {
    return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** {@code [192, 3, 5, 5]}. */
  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
