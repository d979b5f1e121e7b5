kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int pixel = PIXEL;
    CHANNEL;
    global const float *image = in + (size_t) (unit / UNITS) * INPUTS + pixel;
    for (int c = FIRST; c < LAST; c++) {
      maps[TO + c] = image[c * PIXELS];
    }
  }
}
