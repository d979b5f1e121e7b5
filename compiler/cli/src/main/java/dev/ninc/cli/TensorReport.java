package dev.ninc.cli;

import dev.ninc.runtime.TensorFile;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Max;
import org.apache.commons.math3.stat.descriptive.rank.Min;

/**
 * What there is to say of one tensor. The statistics are those of its finite numbers, and NaN where
 * there is none; the deviation is that of the numbers themselves (divided by n).
 *
 * @param size numbers
 * @param digest SHA-256 of the numbers as float32, little endian
 * @param zeros how many numbers are zero
 * @param broken how many are NaN or infinite
 * @param firstBroken the first of those
 */
record TensorReport(
    String name,
    List<Integer> dims,
    String type,
    int size,
    double min,
    double max,
    double mean,
    double deviation,
    int zeros,
    int broken,
    Optional<Place> firstBroken,
    String digest) {

  /** A number of a tensor, by its indices in the order of the dimensions. */
  record Place(List<Integer> index, float value) {

    static Place of(List<Integer> dims, float[] values, int at) {
      return new Place(indices(dims, at), values[at]);
    }

    /** {@code 17} of {@code [2, 3, 4]} is {@code [1, 1, 1]}. */
    static List<Integer> indices(List<Integer> dims, int at) {
      Integer[] index = new Integer[dims.size()];
      int rest = at;
      for (int d = index.length - 1; d >= 0; d--) {
        index[d] = rest % dims.get(d);
        rest /= dims.get(d);
      }
      return List.of(index);
    }
  }

  static TensorReport of(TensorFile.Entry entry, float[] values) {
    Min min = new Min();
    Max max = new Max();
    Mean mean = new Mean();
    StandardDeviation deviation = new StandardDeviation(false);
    int zeros = 0;
    int broken = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (!Float.isFinite(value)) {
        first = broken++ == 0 ? i : first;
        continue;
      }
      zeros += value == 0 ? 1 : 0;
      min.increment(value);
      max.increment(value);
      mean.increment(value);
      deviation.increment(value);
    }
    List<Integer> dims = entry.spec().dims();
    return new TensorReport(
        entry.spec().name(),
        dims,
        entry.type(),
        values.length,
        min.getResult(),
        max.getResult(),
        mean.getResult(),
        deviation.getResult(),
        zeros,
        broken,
        first < 0 ? Optional.empty() : Optional.of(Place.of(dims, values, first)),
        Digest.of(values));
  }

  /** The part of the numbers that are zero; 0 where there are none. */
  double zeroShare() {
    return size == 0 ? 0 : (double) zeros / size;
  }
}
