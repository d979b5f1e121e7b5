kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    CHANNEL;
    TYPE s = 0.0f;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      s += LOADED;
    }
    STORED = s * (1.0f / PIXELS);
  }
}
