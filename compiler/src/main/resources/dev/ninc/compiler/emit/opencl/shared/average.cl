kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int pixel = PIXEL;
    CHANNEL;
    const int row = pixel / COLUMNS;
    const int column = pixel % COLUMNS;
    // The window, clipped to the image.
    const int top = TOP;
    const int bottom = BOTTOM;
    const int left = LEFT;
    const int right = RIGHT;
    TYPE s = 0.0f;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        s += LOADED;
      }
    }
    STORED = s * (1.0f / (CELLS));
  }
}
