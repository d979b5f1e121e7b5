package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.ir.Maps;
import java.util.List;

/**
 * The rule of Caffe and ONNX for new dimensions: 0 keeps the old one, −1 takes what is left, once.
 */
final class Reshaping {

  private Reshaping() {}

  /** Whether the images become vectors: images x all, and perhaps ones behind. */
  static boolean isVector(List<Integer> dims, Maps in) {
    return gives(dims, in, List.of((int) in.size()));
  }

  /** Whether the images stay as they are. */
  static boolean isSame(List<Integer> dims, Maps in) {
    return gives(dims, in, List.of(in.channels(), in.height(), in.width()));
  }

  /**
   * Whether the dimensions are those expected, behind the one of the images, which says nothing
   * about one image.
   */
  private static boolean gives(List<Integer> dims, Maps in, List<Integer> expected) {
    List<Integer> old = List.of(1, in.channels(), in.height(), in.width());
    if (dims.size() < 2 || dims.stream().filter(dim -> dim == -1).count() > 1) {
      return false;
    }
    for (int i = 1; i < dims.size(); i++) {
      int wanted = i > expected.size() ? 1 : expected.get(i - 1);
      int dim = dims.get(i) == 0 && i < old.size() ? old.get(i) : dims.get(i);
      if (dim != wanted && dim != -1) {
        return false;
      }
    }
    return dims.size() > expected.size();
  }
}
