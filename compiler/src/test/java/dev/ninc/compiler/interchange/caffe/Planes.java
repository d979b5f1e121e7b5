package dev.ninc.compiler.interchange.caffe;

/** Channels, rows and columns of one image. */
record Planes(int channels, int height, int width, double[] values) {

  static Planes zeros(int channels, int height, int width) {
    return new Planes(channels, height, width, new double[channels * height * width]);
  }

  int index(int c, int y, int x) {
    return (c * height + y) * width + x;
  }

  /** A number, 0 outside of the image. */
  double at(int c, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? values[index(c, y, x)] : 0;
  }

  /** What a number becomes. */
  interface Each {
    double of(int c, int y, int x);
  }

  /** Maps of this size, number by number. */
  static Planes each(int channels, int height, int width, Each each) {
    Planes result = zeros(channels, height, width);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          result.values[result.index(c, y, x)] = each.of(c, y, x);
        }
      }
    }
    return result;
  }

  Planes map(Each each) {
    return each(channels, height, width, each);
  }

  Planes flat() {
    return new Planes(values.length, 1, 1, values);
  }
}
